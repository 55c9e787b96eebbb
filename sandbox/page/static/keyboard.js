// Buttons under a message, and the answers to their presses.

import { api } from "./api.js";
import { element } from "./dom.js";
import { notice, toast } from "./toast.js";
import { world } from "./world.js";

const PATIENCE = 10000;
const waiting = new Set(); // "chat/message/data" of presses that weren't answered yet
const queries = new Map(); // the same by query id

export function keyboard(message) {
  const rows = message.reply_markup?.inline_keyboard || [];
  if (!rows.length) return null;
  return element("div", { className: "keys" }, ...rows.map((row) => element("div", {}, ...row.map((one) => key(one, message)))));
}

// Ends a press; says whether it was ours.
export function answered(event) {
  const press = queries.get(String(event.query_id));
  if (!press) return;
  queries.delete(String(event.query_id));
  release(press);
  if (event.text) (event.show_alert ? notice : toast)(event.text);
}

function key(button, message) {
  if (button.url) return element("a", { className: "key", href: button.url, textContent: `${button.text} ↗`, target: "_blank", rel: "noopener" });
  const press = `${message.chat.id}/${message.message_id}/${button.callback_data}`;
  const view = element("button", { className: `key ${button.style || ""}`, textContent: button.text, dataset: { testid: "inline-button", press } });
  if (waiting.has(press)) view.toggleAttribute("aria-busy", true);
  view.addEventListener("click", () => (button.copy_text ? copy(button.copy_text.text) : send(press, button, message)));
  return view;
}

async function copy(text) {
  await navigator.clipboard.writeText(text);
  toast("Copied");
}

async function send(press, button, message) {
  if (waiting.has(press)) return;
  waiting.add(press);
  show(press);
  try {
    const { query_id } = await api.press(message.chat.id, world.me, message.message_id, button.callback_data);
    queries.set(String(query_id), press);
    setTimeout(() => release(press), PATIENCE);
  } catch (error) { release(press); toast(error.message); }
}

function release(press) {
  waiting.delete(press);
  show(press);
}

function show(press) {
  for (const view of document.querySelectorAll(".key")) if (view.dataset.press === press) view.toggleAttribute("aria-busy", waiting.has(press));
}
