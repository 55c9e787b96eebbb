// Writing: Enter sends, "/" or the menu offers the bot's commands.

import { element } from "./messages.js";

const form = document.getElementById("composer-form");
const field = document.getElementById("composer");
const menu = document.getElementById("menu");

export function composer(commands, send) {
  const submit = () => {
    const text = field.value.trim();
    field.value = "";
    grow();
    menu.hidden = true;
    if (text) send(text);
  };
  form.addEventListener("submit", (event) => { event.preventDefault(); submit(); });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape") menu.hidden = true;
    if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); submit(); }
  });
  field.addEventListener("input", () => {
    grow();
    if (field.value.startsWith("/") && !field.value.includes(" ")) offer(field.value.slice(1));
    else menu.hidden = true;
  });
  document.getElementById("menu-button").addEventListener("click", () => (menu.hidden ? offer("") : (menu.hidden = true)));

  function offer(begin) {
    const shown = commands().filter((one) => one.command.startsWith(begin));
    menu.replaceChildren(...shown.map((one) => item(one)));
    menu.hidden = shown.length === 0;
  }

  function item(one) {
    const view = element("button");
    view.dataset.testid = "menu-item";
    view.setAttribute("role", "option");
    view.append(element("b", { textContent: `/${one.command}` }), element("span", { textContent: one.description }));
    view.addEventListener("click", () => { menu.hidden = true; field.value = ""; send(`/${one.command}`); });
    return view;
  }
}

function grow() {
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight}px`;
}
