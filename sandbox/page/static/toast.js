// Short words at the bottom of the page, and notices that want an OK.

import { by, closable } from "./dom.js";

let timer = 0;

export function toast(text) {
  const view = by("toast");
  view.textContent = text;
  view.hidden = false;
  clearTimeout(timer);
  timer = setTimeout(() => { view.hidden = true; }, 3500);
}

export function notice(text) {
  by("notice-text").textContent = text;
  closable(by("notice")).showModal();
}
