// Small helpers over the document.

export const by = (id) => document.getElementById(id);

export function element(tag, properties = {}, ...children) {
  const { dataset = {}, attributes = {}, ...rest } = properties;
  const made = Object.assign(document.createElement(tag), rest);
  Object.assign(made.dataset, dataset);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

const COLOURS = ["#1f7a6d", "#b5533c", "#4a6fa5", "#8a5a83", "#70732a", "#a06a1f", "#3f7f9a"];

export function paintAvatar(view, title, id) {
  view.textContent = [...(title || "?").trim()][0].toUpperCase();
  view.style.background = COLOURS[Math.abs(id) % COLOURS.length];
  return view;
}

export const avatar = (title, id) => paintAvatar(element("div", { className: "avatar", attributes: { "aria-hidden": "true" } }), title, id);

export const clock = (seconds) => new Date(seconds * 1000).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });

// Closes a dialog by a click beside it, as Escape does.
export function closable(dialog) {
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  return dialog;
}
