// One message: a bubble with its buttons, or a service line.

import { clock, element } from "./dom.js";
import { keyboard } from "./keyboard.js";
import { chat, world } from "./world.js";

export function messageView(message, follows) {
  const service = serviceText(message);
  if (service) return element("div", { className: "service", textContent: service });
  const mine = message.from?.id === world.me;
  const row = element("div", { className: `row${mine ? " mine" : ""}${follows ? " follows" : ""}`, dataset: { testid: "message", id: message.message_id } }, bubble(message, mine, follows));
  const keys = keyboard(message);
  if (keys) row.append(keys);
  return row;
}

export function author(message) {
  return message.sender_chat ? message.chat.title : message.from.first_name;
}

export function serviceText(message) {
  const by = message.from?.first_name;
  const names = (many) => many.map((one) => one.first_name).join(", ");
  if (message.new_chat_members) return names(message.new_chat_members) === by ? `${by} joined` : `${by} added ${names(message.new_chat_members)}`;
  if (message.left_chat_member) return message.left_chat_member.first_name === by ? `${by} left` : `${by} removed ${message.left_chat_member.first_name}`;
  if (message.migrate_to_chat_id || message.migrate_from_chat_id) return "The group became a supergroup";
  return "";
}

function bubble(message, mine, follows) {
  const box = element("div", { className: "bubble" });
  if (!mine && !follows && message.chat.type !== "private") box.append(element("span", { className: "author", textContent: author(message) }));
  const topic = chat(message.chat.id)?.topics.find((one) => one.id === message.message_thread_id);
  if (topic) box.append(element("span", { className: "topic", textContent: `# ${topic.name}` }));
  if (message.reply_to_message) box.append(quote(message.reply_to_message));
  if (message.file) box.append(file(message));
  if (message.html) box.append(element("span", { className: "words", innerHTML: message.html })); // the server escapes every character of a text
  box.append(element("time", { className: "time", textContent: `${message.edit_date ? "edited " : ""}${clock(message.date)}${mine ? " ✓✓" : ""}` }));
  box.querySelectorAll("time[data-unix]").forEach(fillTime);
  box.querySelectorAll(".spoiler").forEach((one) => one.addEventListener("click", () => one.classList.add("seen")));
  return box;
}

function quote(message) {
  return element("span", { className: "quote" }, element("b", { textContent: author(message) }), element("span", { textContent: (message.text || message.caption || "…").slice(0, 120) }));
}

function file(message) {
  if (message.photo) return element("img", { src: message.file.url, alt: message.caption || "Picture", className: "photo" });
  const size = `${Math.max(1, Math.round(message.file.file_size / 1024))} kB`;
  return element("a", { href: message.file.url, className: "file", download: message.file.file_name },
    element("span", { className: "file-icon", textContent: "↓" }), element("span", {}, element("b", { textContent: message.file.file_name }), element("small", { textContent: size })));
}

// A moment in the reader's own zone.
function fillTime(view) {
  const moment = new Date(view.dataset.unix * 1000);
  const form = view.dataset.format;
  const options = { dateStyle: form.includes("D") ? "full" : form.includes("d") ? "medium" : undefined, timeStyle: form.includes("T") ? "medium" : form.includes("t") ? "short" : undefined };
  view.title = moment.toLocaleString();
  if (options.dateStyle || options.timeStyle) view.textContent = new Intl.DateTimeFormat(undefined, options).format(moment);
}
