// Who may import whom: docs/decisions and the house's table. Each rule says why.

module.exports = {
  forbidden: [
    { name: 'no-cycle', severity: 'error', comment: 'A cycle has no first file to read.', from: {}, to: { circular: true } },
    { name: 'not-resolved', severity: 'error', comment: 'An import that leads nowhere.', from: {}, to: { couldNotResolve: true } },
    { name: 'domain-is-pure', severity: 'error', comment: 'The domain imports nothing but itself.', from: { path: '^contract/domain' }, to: { pathNot: ['^contract/domain'] } },
    { name: 'contract-is-pure', severity: 'error', comment: 'The treaty knows neither side.', from: { path: '^contract' }, to: { pathNot: ['^contract', '^node_modules/zod'] } },
    { name: 'zod-in-schemas-only', severity: 'error', comment: 'Schemas are found by their name.', from: { pathNot: '\\.schema\\.ts$' }, to: { path: '^node_modules/zod' } },
    { name: 'preload-is-thin', severity: 'error', comment: 'Schemas in a preload cost start-up time of every window (check 60).', from: { path: '^preload' }, to: { pathNot: ['^preload', '^contract/ipc/names\\.ts$', '^node_modules/electron'], dependencyTypesNot: ['type-only'] } },
    { name: 'renderer-has-no-node', severity: 'error', comment: 'Check 60.', from: { path: '^renderer' }, to: { path: ['^main', '^preload', '^demo', '^node_modules/electron'] } },
    { name: 'renderer-no-core', severity: 'error', comment: 'Check 60.', from: { path: '^renderer' }, to: { dependencyTypes: ['core'] } },
    { name: 'main-has-no-page', severity: 'error', comment: 'Main and pages meet in the contract.', from: { path: '^main' }, to: { path: ['^renderer', '^preload', '^demo'] } },
    { name: 'platform-is-lowest', severity: 'error', comment: 'Ports to the world know nobody.', from: { path: '^main/platform' }, to: { path: '^main/(?!platform)' } },
    { name: 'adapters-are-islands', severity: 'error', comment: 'A make of VMS knows the port and itself.', from: { path: '^main/vms/adapters/([^/]+)/' }, to: { path: '^main', pathNot: ['^main/vms/adapters/$1/', '^main/vms/adapter\\.ts$', '^main/platform'] } },
    { name: 'services-are-islands', severity: 'error', comment: 'Services meet in the composition root.', from: { path: '^main/services/([^/]+)/' }, to: { path: '^main', pathNot: ['^main/services/$1/', '^main/vms/adapter\\.ts$', '^main/state', '^main/storage', '^main/platform'] } },
    { name: 'services-without-electron', severity: 'error', comment: 'Pure core, effects at the edge.', from: { path: '^main/(services|vms|state|storage|platform)' }, to: { path: '^node_modules/electron', dependencyTypesNot: ['type-only'] } },
    { name: 'gateway-is-apart', severity: 'error', comment: 'Video never passes through main.', from: { path: '^main/media' }, to: { path: '^main', pathNot: ['^main/media', '^main/platform', '^main/vms/adapter\\.ts$'] } },
    { name: 'players-without-react', severity: 'error', comment: 'A decoder is a class a component mounts.', from: { path: '^renderer/players' }, to: { path: ['^node_modules/(react|zustand)', '^renderer/(?!players|lib)'] } },
    { name: 'bridge-is-apart', severity: 'error', comment: 'The bridge knows the contract only.', from: { path: '^renderer/bridge' }, to: { path: '^renderer/(?!bridge|lib)' } },
    { name: 'widgets-below-screens', severity: 'error', comment: 'A widget serves any screen and asks through commands.', from: { path: '^renderer/widgets/([^/]+)/' }, to: { path: ['^renderer/(screens|bridge|windows)', '^renderer/widgets/(?!$1/)[^/]+/(?!index\\.ts)'] } },
    { name: 'screens-are-islands', severity: 'error', comment: 'A screen is added or removed alone.', from: { path: '^renderer/screens/([^/]+)/' }, to: { path: ['^renderer/screens/(?!$1/)[^/]+/', '^renderer/(bridge|windows)'] } },
    { name: 'demo-has-no-private-door', severity: 'error', comment: 'The demo is reached over the network only; of the domain it may use Result and text helpers.', from: { path: '^demo' }, to: { path: ['^main', '^renderer', '^preload', '^contract/(?!tier-api|domain/(result|error-code|text-fold)\\.ts$)'] } },
    { name: 'nobody-imports-tests', severity: 'error', comment: 'Tests are leaves.', from: { pathNot: '^tests' }, to: { path: '^tests' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^out/', '\\.gen\\.ts$', '\\.css$'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'build/lint/tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'], exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
    moduleSystems: ['es6', 'cjs'],
  },
};
