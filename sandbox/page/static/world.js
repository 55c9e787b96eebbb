// What the page knows: people, chats, messages, and who I am.

import { api } from "./api.js";

export const world = { state: null, me: 0, open: 0, messages: new Map(), unread: new Map(), typing: new Map() };

export const me = () => world.state.users.find((user) => user.id === world.me);
export const chat = (id = world.open) => world.state.chats.find((one) => one.id === id);
export const titleOf = (one) => (one.type === "private" ? world.state.bot.first_name : one.title);
export const colourOf = (one) => (one.type === "private" ? world.state.bot.id : one.id);
export const messagesOf = (id) => world.messages.get(id) || [];
export const statusIn = (one, user) => one.members.find((member) => member.user_id === user)?.status || "left";
export const isIn = (one, user) => !["left", "kicked"].includes(statusIn(one, user));

// My chats, the one with the newest message first.
export function myChats() {
  const newest = (one) => messagesOf(one.id).at(-1)?.date || 0;
  return world.state.chats.filter((one) => isIn(one, world.me)).sort((a, b) => newest(b) - newest(a));
}

// Commands that Telegram would offer me in a chat.
export function commands() {
  const here = chat();
  if (!here || here.type === "private") return world.state.commands.all_private_chats;
  const admin = ["creator", "administrator"].includes(statusIn(here, world.me));
  return world.state.commands[admin ? "all_chat_administrators" : "all_group_chats"];
}

export async function refresh() {
  world.state = await api.state(world.me);
}

// What the stream told of while the list was on its way stays behind what the list holds.
export async function load(chats) {
  await Promise.all(chats.map(async (id) => {
    const { messages } = await api.messages(id);
    const last = messages.at(-1)?.message_id ?? 0;
    world.messages.set(id, [...messages, ...messagesOf(id).filter((one) => one.message_id > last)]);
  }));
}

// Takes in what the stream tells of messages; says whether the chat's messages changed.
export function take(event) {
  const known = messagesOf(event.chat_id);
  world.messages.set(event.chat_id, known);
  const id = event.message_id ?? event.message?.message_id;
  const place = known.findIndex((one) => one.message_id === id);
  if (event.type === "message" && place < 0) {
    known.push(event.message);
    if (event.chat_id !== world.open || document.hidden) world.unread.set(event.chat_id, (world.unread.get(event.chat_id) || 0) + 1);
  } else if (event.type === "edited" && place >= 0) known[place] = event.message;
  else if (event.type === "deleted" && place >= 0) known.splice(place, 1);
}
