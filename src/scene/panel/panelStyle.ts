/** How the panel looks; on top of lil-gui's own style, whose variables a page may set otherwise. */
export const panelStyle: string = /* css */ `
.genesis-panel.lil-gui, .genesis-panel .lil-gui {
  --background-color: #0b1319fa;
  --title-background-color: #0b1319;
  --title-text-color: #dfe7ea;
  --text-color: #dfe7ea;
  --widget-color: #1b2a33;
  --hover-color: #22343f;
  --focus-color: #2a404c;
  --number-color: #ffb266;
  --string-color: #ffb266;
  --quiet-color: #93a7af;
  --font-family: inherit;
  --font-size: 12px;
  --input-font-size: 12px;
  --padding: 10px;
  --spacing: 3px;
  --widget-height: 22px;
  --title-height: 30px;
  --name-width: 37%;
  --slider-input-width: 52px;
  --color-input-width: 64px;
  --widget-border-radius: 4px;
  --widget-padding: 0 5px;
  --target: 28px;
}
.genesis-panel.lil-gui {
  width: var(--width, 312px);
  border-radius: 0 0 10px 10px;
  box-shadow: 0 0 0 1px #ffffff14, 0 12px 40px #0006;
  font-variant-numeric: tabular-nums;
}
.genesis-panel [hidden] { display: none !important; }
.genesis-panel :is(button, input, select, textarea, [role=slider]):focus-visible {
  outline: 2px solid var(--number-color);
  outline-offset: 1px;
}
.genesis-panel .genesis-entry select { inset: 0; height: 100%; }
.genesis-panel select + div { width: 100%; }
.genesis-panel select:focus-visible + div { outline: 2px solid var(--number-color); outline-offset: 1px; }
.genesis-panel.lil-gui button[aria-expanded]::before {
  content: "▾" / "";
  width: 1.1em;
  color: var(--quiet-color);
}
.genesis-panel.lil-gui button[aria-expanded=false]::before { content: "▸" / ""; }
.genesis-panel .lil-gui > button { color: var(--text-color); font-weight: 500; outline-offset: -2px; }
.genesis-panel > button { flex: none; outline-offset: -2px; border-radius: inherit; }
.genesis-panel > [aria-expanded=true] { border-radius: 0; }
.genesis-panel > [aria-expanded=false] ~ :is(.genesis-toolbar, .genesis-foot) { display: none; }

.genesis-toolbar, .genesis-share, .genesis-save, .genesis-line { display: flex; align-items: center; gap: 4px; }
.genesis-toolbar { flex: none; padding: 2px 6px 4px; }
.genesis-gap { flex: 1; }
.genesis-panel .genesis-icon {
  flex: none;
  display: grid;
  place-items: center;
  width: var(--target);
  height: var(--target);
  padding: 0;
  background: none;
  border-radius: 6px;
}
.genesis-panel .genesis-icon:hover { background: var(--hover-color); }
.genesis-icon[aria-disabled=true] { opacity: 0.35; }
.genesis-icon svg {
  width: 18px;
  height: 18px;
  fill: none;
  stroke: currentColor;
  stroke-width: 1.4;
  stroke-linecap: round;
  stroke-linejoin: round;
}
.genesis-panel .genesis-icon[aria-pressed=true] { color: #ff8673; }
.genesis-panel .genesis-word {
  flex: 1;
  width: auto;
  min-height: var(--target);
  padding: 0 8px;
  background: var(--widget-color);
  border-radius: 6px;
  white-space: nowrap;
}
.genesis-panel .genesis-word:hover { background: var(--hover-color); }

.genesis-shelf {
  display: grid;
  grid-template-columns: repeat(3, 1fr);
  gap: 6px;
  padding: 6px 10px 0;
  list-style: none;
}
.genesis-shelf li { position: relative; }
.genesis-panel .genesis-card {
  display: block;
  height: auto;
  padding: 0 0 5px;
  background: var(--widget-color);
  border-radius: 7px;
  overflow: hidden;
  text-align: center;
}
.genesis-card img {
  display: block;
  width: 100%;
  height: auto;
  aspect-ratio: 1;
  margin-bottom: 5px;
  object-fit: cover;
  background: #05090d;
}
.genesis-card span { display: block; padding: 0 4px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; line-height: 1.3; }
.genesis-panel .genesis-card:hover { background: var(--hover-color); }
.genesis-panel .genesis-card[aria-pressed=true] { color: var(--number-color); box-shadow: 0 0 0 1px var(--number-color); }
.genesis-panel .genesis-shelf .genesis-icon {
  position: absolute;
  top: 0;
  right: 0;
  background: #0b1319b3;
}
.genesis-save, .genesis-share { padding: 6px 10px 0; }
.genesis-share { padding-bottom: 6px; }
.genesis-panel .genesis-save input { flex: 3; min-width: 0; height: var(--target); padding: 0 8px; border-radius: 6px; }
.genesis-panel .genesis-save input::placeholder { color: var(--quiet-color); }
.genesis-share > span { padding-right: 2px; color: var(--quiet-color); }
.genesis-share > :last-child { margin-left: 6px; }
.genesis-hand { padding: 0 10px 8px; }
.genesis-hand-label { display: block; color: var(--quiet-color); line-height: 1.5; }
.genesis-hand textarea {
  display: block;
  width: 100%;
  margin: 2px 0 6px;
  padding: 6px 8px;
  border: 0;
  border-radius: 6px;
  resize: vertical;
  font: 11px/1.4 var(--font-family-mono);
  color: var(--text-color);
  background: var(--widget-color);
}

.genesis-panel .genesis-entry { position: relative; padding-right: calc(var(--target) + 2px); }
.genesis-panel .genesis-entry > :first-child { white-space: normal; line-height: 1.25; color: var(--quiet-color); }
.genesis-panel .genesis-entry .genesis-reset {
  position: absolute;
  top: calc(50% - var(--target) / 2);
  right: 1px;
  height: var(--target);
  background: none;
  color: var(--quiet-color);
}
.genesis-reset svg { width: 14px; height: 14px; }
.genesis-panel .genesis-entry.genesis-number [role=slider] {
  position: relative;
  margin: 0 6px 0 5px;
  background: none;
  overflow: visible;
  border-radius: 6px;
}
.genesis-entry [role=slider] > div { display: none; }
.genesis-entry [role=slider]::before, .genesis-entry [role=slider]::after {
  content: "";
  position: absolute;
  top: 50%;
}
.genesis-entry [role=slider]::before {
  inset-inline: 0;
  height: 3px;
  margin-top: -1.5px;
  border-radius: 2px;
  background: linear-gradient(90deg, var(--widget-color) var(--from), var(--number-color) var(--from) var(--to), var(--widget-color) var(--to));
}
.genesis-entry [role=slider]::after {
  left: var(--at);
  width: 11px;
  height: 11px;
  margin: -5.5px 0 0 -5.5px;
  border-radius: 50%;
  background: var(--number-color);
  box-shadow: 0 0 0 3px #0b1319;
}
.genesis-panel .genesis-number input { text-align: right; }

.genesis-foot { flex: none; padding: 0 10px; line-height: 1.45; border-top: 1px solid #ffffff12; }
.genesis-help { padding-top: 6px; color: var(--quiet-color); }
.genesis-help:empty { display: none; }
.genesis-line:has(.genesis-status:empty) { display: none; }
.genesis-status { flex: 1; padding: 5px 0; overflow-wrap: anywhere; }
.genesis-foot .genesis-word { flex: none; }

@media (prefers-reduced-motion: reduce) {
  /* lil-gui waits for their end. */
  .genesis-panel > div, .genesis-panel .lil-gui > div { transition-duration: 1ms !important; }
}
@media (max-width: 700px) {
  .genesis-panel.genesis-placed { top: 0; right: 8px; width: auto; }
  .genesis-panel.genesis-placed:has(> [aria-expanded=true]) {
    top: auto;
    right: 0;
    bottom: 0;
    left: 0;
    max-height: 56dvh;
    border-radius: 14px 14px 0 0;
    background: var(--title-background-color);
    overflow: hidden;
    padding-bottom: env(safe-area-inset-bottom);
  }
}
@media (pointer: coarse) {
  .genesis-panel.lil-gui.lil-gui.lil-gui, .genesis-panel.lil-gui .lil-gui.lil-gui {
    --font-size: 14px;
    --input-font-size: 16px;
    --widget-height: 40px;
    --title-height: 44px;
    --slider-input-width: 66px;
    --color-input-width: 88px;
    --target: 40px;
    --padding: 12px;
    --spacing: 2px;
    --slider-input-min-width: 0;
  }
  .genesis-shelf { grid-template-columns: repeat(auto-fill, minmax(84px, 1fr)); }
  .genesis-panel .genesis-hand textarea { font-size: 16px; }
  /* What is above it stays where the finger is. */
  .genesis-line.genesis-line { display: flex; min-height: 40px; }
}
`;
