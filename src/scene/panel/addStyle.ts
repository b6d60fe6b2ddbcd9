import { panelStyle } from './panelStyle.ts';

const ID = 'genesis-panel-style';

/** Once a page: after lil-gui's own style, and before the page's, which has the last word. */
export function addStyle(): void {
  if (document.getElementById(ID)) return;
  const style = document.createElement('style');
  style.id = ID;
  style.textContent = panelStyle;
  const styles = [...document.head.querySelectorAll('link[rel=stylesheet], style')];
  const base = styles.find(it => it.textContent.startsWith('.lil-gui'));
  if (base) base.after(style);
  else document.head.prepend(style);
}
