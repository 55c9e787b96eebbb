// Who I am: pick somebody, or come in as somebody new; each window may be somebody else.

import { api } from "./api.js";
import { avatar, by, closable, element } from "./dom.js";
import { me, world } from "./world.js";

const LANGUAGES = { en: "English", ru: "Русский", kk: "Қазақша", fr: "Français" };

export function people(become) {
  const dialog = closable(by("people"));
  by("me").addEventListener("click", () => {
    by("people-list").replaceChildren(...world.state.users.map((user) => person(user, (id) => { dialog.close(); become(id); })));
    dialog.showModal();
  });
  by("new-user").addEventListener("submit", async (event) => {
    event.preventDefault();
    const made = await api.addUser(Object.fromEntries(new FormData(event.target)));
    event.target.reset();
    dialog.close();
    become(made.id);
  });
}

export function showMe() {
  by("me").replaceChildren(avatar(me().first_name, world.me), element("span", {}, element("strong", { textContent: me().first_name }), element("small", { textContent: LANGUAGES[me().language_code] || me().language_code })));
}

function person(user, choose) {
  const pick = element("button", { className: "person", dataset: { testid: "person" } }, avatar(user.first_name, user.id), element("span", {}, element("strong", { textContent: user.first_name }), element("small", { textContent: LANGUAGES[user.language_code] || user.language_code })));
  pick.setAttribute("aria-current", String(user.id === world.me));
  pick.addEventListener("click", () => choose(user.id));
  const aside = element("a", { href: `/?as=${user.id}`, target: "_blank", className: "quiet", textContent: "in a window ↗", title: "Be this person in another window, side by side" });
  return element("div", { className: "person-row" }, pick, aside);
}
