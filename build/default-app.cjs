'use strict';
// Stands in for Electron's own default_app in a runtime that was unpacked from an application: opens the app named by the
// first argument that is not a flag (the current folder without one), as `electron FOLDER` does.
// Copied into the runtime's resources/app by electron-runtime.mjs.
const { app } = require('electron');
const { existsSync, readFileSync } = require('node:fs');
const { Module } = require('node:module');
const { dirname, join, resolve } = require('node:path');

const requests = [];
let target = '.';
const given = process.argv.slice(1);
for (let index = 0; index < given.length; index += 1) {
  const argument = given[index];
  if (argument === '-r' || argument === '--require') {
    index += 1;
    requests.push(given[index]);
  } else if (argument.startsWith('--require=')) {
    requests.push(argument.slice('--require='.length));
  } else if (argument === '-v' || argument === '--version') {
    process.stdout.write(`v${process.versions.electron}\n`);
    process.exit(0);
  } else if (!argument.startsWith('-')) {
    target = argument;
    break;
  }
}

Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true });

const fail = (reason) => {
  process.stderr.write(`Unable to open the Electron app at ${resolve(target)}: ${reason}\n`);
  process.exit(1);
};

if (requests.length > 0) Module._preloadModules(requests);

const folder = resolve(target);
const description = join(folder, 'package.json');
let appFolder;
if (existsSync(description)) {
  try {
    const { name, productName, version } = JSON.parse(readFileSync(description, 'utf8'));
    if (version) app.setVersion(version);
    if (productName || name) app.setName(productName || name);
    app.setDesktopName(`${app.name}.desktop`);
    appFolder = folder;
  } catch (error) {
    fail(`package.json is not readable (${error.message})`);
  }
}
let entry;
try {
  entry = Module._resolveFilename(folder, null, true);
} catch (error) {
  fail(`it has no entry file (${error.message})`);
}
app.setAppPath(appFolder || dirname(entry));
Module._load(entry, null, true);
