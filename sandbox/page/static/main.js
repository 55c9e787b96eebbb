// The page: who I am, my chats, the open conversation.

import { api } from "./api.js";
import { avatar, chatItem, titleOf } from "./chats.js";
import { composer } from "./composer.js";
import { answered, messageView } from "./messages.js";
import { listen } from "./stream.js";
import { toast } from "./toast.js";

const by = (id) => document.getElementById(id);
const world = { state: null, me: 0, open: 0, messages: new Map(), unread: new Map() };

async function refresh() {
  world.state = await api.state();
  const picker = by("user-picker");
  picker.replaceChildren(...world.state.users.map((user) => new Option(`${user.first_name} (${user.language_code})`, user.id)));
  picker.value = String(world.me);
  showChats();
}

function mine() {
  return world.state.chats.filter((chat) => chat.members.some((one) => one.user_id === world.me && !["left", "kicked"].includes(one.status)));
}

async function become(user) {
  world.me = user;
  sessionStorage.setItem("me", String(user));
  listen(user, onEvent, () => load(mine().map((chat) => chat.id)));
  await refresh();
  await load(mine().map((chat) => chat.id));
  open(mine()[0].id);
}

async function load(chats) {
  for (const chat of chats) world.messages.set(chat, (await api.messages(chat)).messages);
  showChats();
  showMessages();
}

function open(chat) {
  world.open = chat;
  world.unread.delete(chat);
  document.body.classList.add("reading");
  showChats();
  showMessages();
}

function showChats() {
  const items = mine().map((chat) => chatItem(chat, {
    bot: world.state.bot, last: (world.messages.get(chat.id) || []).at(-1), unread: world.unread.get(chat.id) || 0,
    current: chat.id === world.open, open,
  }));
  by("chat-list").replaceChildren(...items);
}

function showMessages() {
  const chat = world.state.chats.find((one) => one.id === world.open);
  if (!chat) return;
  const messages = world.messages.get(chat.id) || [];
  const title = titleOf(chat, world.state.bot);
  const person = world.state.users.find((user) => user.id === world.me);
  by("talk-title").textContent = title;
  by("talk-note").textContent = chat.type === "private" ? "bot" : `${chat.type}, ${chat.members.length} members`;
  avatar(by("talk-avatar"), title, chat.id);
  by("block").textContent = chat.type !== "private" ? "" : person.blocked ? "Unblock the bot" : "Block the bot";
  const begun = chat.type !== "private" || messages.length > 0;
  by("start").hidden = begun;
  by("composer-form").hidden = !begun;
  const list = by("messages");
  const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 120;
  list.replaceChildren(...messages.map((message) => messageView(message, world.me)));
  if (atEnd || (messages.at(-1) || {}).from_bot === false) list.scrollTop = list.scrollHeight;
}

function onEvent(event) {
  if (event.type === "callback_answer") return answered(event);
  if (event.type === "chat" || event.type === "commands") return void refresh();
  const known = world.messages.get(event.chat_id) || [];
  if (event.type === "message") {
    if (!known.some((one) => one.message_id === event.message.message_id)) known.push(event.message);
    if (event.chat_id !== world.open) world.unread.set(event.chat_id, (world.unread.get(event.chat_id) || 0) + 1);
  } else if (event.type === "edited") {
    const place = known.findIndex((one) => one.message_id === event.message.message_id);
    if (place >= 0) known[place] = event.message;
  } else if (event.type === "deleted") {
    known.splice(known.findIndex((one) => one.message_id === event.message_id), 1);
  }
  world.messages.set(event.chat_id, known);
  showChats();
  if (event.chat_id === world.open) showMessages();
}

async function send(text) {
  try { await api.write(world.open, world.me, text); } catch (error) { toast(error.message); }
}

function onSubmit(id, act) {
  by(id).addEventListener("submit", async (event) => {
    event.preventDefault();
    const form = event.target;
    await act(Object.fromEntries(new FormData(form)));
    form.reset();
    form.closest("details").open = false;
  });
}

onSubmit("new-user", async (person) => become((await api.addUser(person)).id));
onSubmit("new-chat", async (chat) => {
  const made = await api.addChat({ ...chat, creator_id: world.me });
  await api.addBot(made.id, chat.type === "channel" ? "administrator" : "member", world.me);
  await refresh();
  await load([made.id]);
  open(made.id);
});
by("user-picker").addEventListener("change", (event) => become(Number(event.target.value)));
by("start").addEventListener("click", () => send("/start"));
by("back").addEventListener("click", () => document.body.classList.remove("reading"));
by("block").addEventListener("click", async () => {
  const person = world.state.users.find((user) => user.id === world.me);
  await api.block(world.me, !person.blocked);
  await refresh();
  showMessages();
});
by("messages").addEventListener("click", (event) => {
  if (event.target.dataset.command) { event.preventDefault(); send(event.target.textContent); }
});
composer(() => world.state.commands, send);

const first = await api.state();
const before = Number(sessionStorage.getItem("me"));
await become(first.users.some((user) => user.id === before) ? before : first.users[0].id);
