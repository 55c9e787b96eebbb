// A short word at the bottom of the page.

const view = document.getElementById("toast");
let timer = 0;

export function toast(text) {
  view.textContent = text;
  view.hidden = false;
  clearTimeout(timer);
  timer = setTimeout(() => { view.hidden = true; }, 3500);
}
