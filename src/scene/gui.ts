/** `genesis-particles/gui`: a control panel (lil-gui) made from the parameters' own metadata. */

export { createPanel, type Panel, type PanelOptions } from './panel/createPanel.ts';
export { readLook, writeLook } from './panel/lookAddress.ts';
