// Writing: Enter sends; "/" or the menu offers the bot's commands, arrows choose, Tab completes.

import { by, element } from "./dom.js";
import { commands } from "./world.js";

const field = by("composer");
const menu = by("menu");
const button = by("menu-button");
let chosen = 0;

export function composer(send) {
  const submit = (text) => { field.value = ""; grow(); close(); if (text.trim()) send(text.trim()); };
  by("composer-form").addEventListener("submit", (event) => { event.preventDefault(); submit(field.value); });
  field.addEventListener("input", () => {
    grow();
    if (/^\/\w*$/.test(field.value)) offer(field.value.slice(1), submit);
    else close();
  });
  field.addEventListener("keydown", (event) => onKey(event, submit));
  button.addEventListener("click", () => { if (menu.hidden) { offer("", submit); field.focus(); } else close(); });
}

function onKey(event, submit) {
  const items = [...menu.children];
  if (!menu.hidden && ["ArrowDown", "ArrowUp"].includes(event.key)) {
    event.preventDefault();
    return choose((chosen + (event.key === "ArrowDown" ? 1 : items.length - 1)) % items.length);
  }
  if (!menu.hidden && event.key === "Tab") { event.preventDefault(); field.value = `/${items[chosen].dataset.command} `; return close(); }
  if (event.key === "Escape") return close();
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    submit(menu.hidden ? field.value : `/${items[chosen].dataset.command}`);
  }
}

function offer(begin, submit) {
  const shown = commands().filter((one) => one.command.startsWith(begin));
  menu.replaceChildren(...shown.map((one) => item(one, submit)));
  menu.hidden = !shown.length;
  button.setAttribute("aria-expanded", String(!menu.hidden));
  if (shown.length) choose(0);
}

function choose(place) {
  chosen = place;
  [...menu.children].forEach((one, index) => one.setAttribute("aria-selected", String(index === place)));
  menu.children[place].scrollIntoView({ block: "nearest" });
  field.setAttribute("aria-activedescendant", menu.children[place].id);
}

function item(one, submit) {
  const view = element("button", { id: `command-${one.command}`, type: "button", tabIndex: -1, dataset: { testid: "menu-item", command: one.command }, attributes: { role: "option" } },
    element("b", { textContent: `/${one.command}` }), element("span", { textContent: one.description }));
  view.addEventListener("click", () => submit(`/${one.command}`));
  return view;
}

function close() {
  menu.hidden = true;
  button.setAttribute("aria-expanded", "false");
  field.removeAttribute("aria-activedescendant");
}

function grow() {
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight}px`;
}
