// Groups and channels: made with the bot in them.

import { api } from "./api.js";
import { by, closable } from "./dom.js";
import { toast } from "./toast.js";
import { chat, isIn, me, world } from "./world.js";

export function groups(opened) {
  const dialog = closable(by("chat-form"));
  const form = dialog.querySelector("form");
  by("new-chat").addEventListener("click", () => dialog.showModal());
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const { title, kind } = Object.fromEntries(new FormData(form));
    form.reset();
    dialog.close();
    try { opened(await make(title, kind)); } catch (error) { toast(error.message); }
  });
}

async function make(title, kind) {
  const forum = kind === "forum";
  const made = await api.addChat({ title, type: forum ? "supergroup" : kind, is_forum: forum, creator_id: world.me });
  if (forum) await api.addTopic(made.id, "Events");
  await api.setBot(made.id, kind === "channel" ? "administrator" : "member", world.me);
  return made.id;
}

// What the button in the head does: block or unblock, remove or add the bot.
export async function actOnChat() {
  const here = chat();
  if (here.type === "private") return api.block(world.me, !me().blocked);
  const inside = isIn(here, world.state.bot.id);
  return api.setBot(here.id, inside ? "left" : here.type === "channel" ? "administrator" : "member", world.me);
}
