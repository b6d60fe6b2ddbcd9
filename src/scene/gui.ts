/**
 * A control panel (lil-gui) made from the parameters' own metadata.
 * @module genesis-particles/gui
 */

export { createPanel, type Panel, type PanelOptions } from './panel/createPanel.ts';
export { readLook, readSize, writeLook } from './panel/lookAddress.ts';
