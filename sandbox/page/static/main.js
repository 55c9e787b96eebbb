// The page: who I am, my chats, the open conversation, and the world outside.

import { api } from "./api.js";
import { showChats } from "./chats.js";
import { composer } from "./composer.js";
import { by } from "./dom.js";
import { actOnChat, groups } from "./groups.js";
import { answered } from "./keyboard.js";
import { watchOutside } from "./outside.js";
import { people, showMe } from "./people.js";
import { listen } from "./stream.js";
import { showTalk } from "./talk.js";
import { toast } from "./toast.js";
import { chat, load, me, myChats, refresh, take, world } from "./world.js";

const TYPING = 5000; // milliseconds that "typing…" stands

function show(options) {
  showChats(open);
  showTalk(options);
}

async function reload() {
  await refresh();
  await load(myChats().map((one) => one.id));
  show();
}

async function become(user) {
  world.me = user;
  world.unread.clear();
  sessionStorage.setItem("me", String(user));
  listen(user, onEvent, reload);
  await refresh();
  await load(myChats().map((one) => one.id));
  showMe();
  open(myChats().find((one) => one.type === "private").id, { stay: true });
}

function open(id, { stay = false } = {}) {
  world.open = id;
  world.unread.delete(id);
  if (!stay) document.body.classList.add("reading");
  show({ toEnd: true });
  if (matchMedia("(min-width: 721px)").matches) by("composer").focus();
}

async function onEvent(event) {
  if (event.type === "callback_answer") return answered(event);
  if (event.type === "chat" || event.type === "commands") return reload();
  if (event.type === "action") {
    world.typing.set(event.chat_id, Date.now() + TYPING);
    setTimeout(show, TYPING + 50);
  } else {
    if (event.message?.from_bot) world.typing.delete(event.chat_id);
    take(event);
  }
  showChats(open);
  if (event.chat_id === world.open) showTalk();
}

async function guarded(work) {
  try { await work(); } catch (error) { toast(error.message); }
}

const send = (text) => guarded(async () => {
  const thread = chat().topics.length ? { message_thread_id: chat().topics[0].id } : {};
  await api.write(world.open, world.me, text, thread);
  if (!me().started) await reload();
});

function theme() {
  const dark = document.documentElement.dataset.theme
    ? document.documentElement.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = dark ? "light" : "dark";
  localStorage.setItem("theme", document.documentElement.dataset.theme);
}

if (localStorage.getItem("theme")) document.documentElement.dataset.theme = localStorage.getItem("theme");
by("theme").addEventListener("click", theme);
by("start").addEventListener("click", () => guarded(async () => { if (me().blocked) await actOnChat(); await send("/start"); }));
by("back").addEventListener("click", () => document.body.classList.remove("reading"));
by("chat-action").addEventListener("click", () => guarded(actOnChat));
by("messages").addEventListener("click", (event) => {
  if (event.target.dataset.command) { event.preventDefault(); send(event.target.textContent); }
});
document.addEventListener("visibilitychange", () => { if (!document.hidden) { world.unread.delete(world.open); showChats(open); } });
people(become);
groups(async (id) => { await refresh(); await load([id]); open(id); });
composer(send);

await refresh();
const wanted = Number(new URLSearchParams(location.search).get("as") || sessionStorage.getItem("me"));
await become(world.state.users.some((user) => user.id === wanted) ? wanted : world.state.users[0].id);
await watchOutside();
document.body.dataset.ready = "yes";
