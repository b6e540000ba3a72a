import 'maplibre-gl/dist/maplibre-gl.css';
import { Map as MapLibre, setWorkerUrl, type StyleSpecification } from 'maplibre-gl';
import { mapKey } from '../../../../renderer/widgets/site-map/map-keys.ts';
import { MAP_ICONS, paintIcon } from '../../../../renderer/widgets/site-map/map-icons.ts';

// The page of the bare map: maplibre-gl with one clustered source of all cameras, told the same keys as the console's map.

const ICON_SCALE = 2;
const MOVE_MS = 350;
const START = { center: [105.835, 21.022], zoom: 11.4 } as const;

setWorkerUrl('/worker.js');
const host = document.createElement('div');
document.body.style.margin = '0';
document.body.append(host);
const [widthPx = 1_500, heightPx = 900] = location.hash.slice(1).split('x').map(Number);
host.style.cssText = `width: ${String(widthPx)}px; height: ${String(heightPx)}px`;

const style = (await (await fetch('/style.json')).json()) as StyleSpecification;
const startedMs = performance.now();
const map = new MapLibre({ container: host, style, center: [...START.center], zoom: START.zoom, attributionControl: false, keyboard: false, maxPitch: 0, renderWorldCopies: false, fadeDuration: 0 });
map.on('style.load', () => {
  for (const icon of MAP_ICONS) {
    const painted = paintIcon(icon, ICON_SCALE);
    if (painted !== null && !map.hasImage(icon.id)) map.addImage(icon.id, painted, { pixelRatio: ICON_SCALE });
  }
});
map.on('idle', () => {
  if (host.dataset['tookMs'] === undefined && map.isSourceLoaded('marks')) host.dataset['tookMs'] = String(performance.now() - startedMs);
  host.dataset['marks'] = String(map.queryRenderedFeatures({ layers: ['cluster', 'camera'] }).length);
});
map.on('error', ({ error }) => {
  host.dataset['error'] = error.message;
});
window.addEventListener('keydown', (event) => {
  const act = mapKey(event, false);
  if (act?.kind === 'pan') map.panBy([act.xPx, act.yPx], { duration: MOVE_MS / 2 });
  if (act?.kind === 'zoom') map.easeTo({ zoom: map.getZoom() + act.levels, duration: MOVE_MS });
});
