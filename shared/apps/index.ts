// The app catalogue's public face.
export type { App } from './catalogue.js';
export { appById, appName, apps, defaultApps, servesCategory } from './catalogue.js';
export type { Mention } from './mentions.js';
export { findMentions } from './mentions.js';
export { closestApp, nearestApps, resolveApp } from './resolve.js';
