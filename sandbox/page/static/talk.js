// The open conversation.

import { author, messageView, serviceText } from "./bubble.js";
import { by, element, paintAvatar } from "./dom.js";
import { chat, colourOf, isIn, me, messagesOf, titleOf, world } from "./world.js";

const list = by("messages");
const END = 120; // pixels from the bottom that count as being there
const FOLLOWS = 300; // seconds within which messages of one author stand together

export function showTalk({ toEnd = false } = {}) {
  const here = chat();
  if (!here) return;
  const messages = messagesOf(here.id);
  const atEnd = toEnd || list.scrollHeight - list.scrollTop - list.clientHeight < END;
  const focused = document.activeElement?.dataset?.press;
  list.replaceChildren(...(messages.length ? views(messages) : [welcome(here)]));
  if (focused) [...list.querySelectorAll(".key")].find((one) => one.dataset.press === focused)?.focus();
  if (atEnd || messages.at(-1)?.from?.id === world.me) list.scrollTop = list.scrollHeight;
  showHead(here);
  showWriting(here, messages);
}

function views(messages) {
  const made = [];
  messages.forEach((message, place) => {
    const before = messages[place - 1];
    const sameDay = before && day(before) === day(message);
    if (!sameDay) made.push(element("div", { className: "service day", textContent: day(message) }));
    made.push(messageView(message, Boolean(sameDay && !serviceText(before) && author(before) === author(message) && message.date - before.date < FOLLOWS)));
  });
  return made;
}

const day = (message) => new Date(message.date * 1000).toLocaleDateString("en-GB", { weekday: "long", day: "numeric", month: "long" });

function welcome(here) {
  const words = here.type === "private"
    ? ["What can this bot do?", "It reads the news of partner institutions, finds the events in them, and tells you of those you care about: at once or in a digest. Press Start."]
    : ["Nothing here yet", "The bot is in this chat. Type / to see what it can do."];
  return element("div", { className: "welcome" }, element("b", { textContent: words[0] }), element("p", { textContent: words[1] }));
}

function showHead(here) {
  by("talk-title").textContent = titleOf(here);
  by("talk-note").textContent = note(here);
  paintAvatar(by("talk-avatar"), titleOf(here), colourOf(here));
  by("chat-action").textContent = action(here);
}

function note(here) {
  if (world.typing.get(here.id) > Date.now()) return "typing…";
  if (here.type === "private") return "bot";
  const count = here.members.filter((one) => isIn(here, one.user_id)).length;
  return `${here.type}, ${count} ${here.type === "channel" ? "subscribers" : "members"}`;
}

function action(here) {
  if (here.type === "private") return me().blocked ? "Unblock" : me().started ? "Block" : "";
  return isIn(here, world.state.bot.id) ? "Remove the bot" : "Add the bot";
}

function showWriting(here, messages) {
  const blocked = here.type === "private" && me().blocked;
  const begun = here.type !== "private" || messages.length > 0;
  by("start").textContent = blocked ? "Unblock the bot" : "Start";
  by("start").hidden = begun && !blocked;
  by("composer-form").hidden = !begun || blocked;
}

list.addEventListener("scroll", () => { by("down").hidden = list.scrollHeight - list.scrollTop - list.clientHeight < END; });
by("down").addEventListener("click", () => list.scrollTo({ top: list.scrollHeight, behavior: "smooth" }));
