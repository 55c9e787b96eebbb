// The panel of the world outside: the time, and what the partners publish.

import { api } from "./api.js";
import { by, element } from "./dom.js";
import { toast } from "./toast.js";

const EVERY = 5000; // milliseconds between two looks
let shown = "";

export async function watchOutside() {
  const narrow = matchMedia("(max-width: 1150px)").matches;
  toggle(!narrow && localStorage.getItem("outside") !== "no");
  by("outside-toggle").addEventListener("click", () => {
    const open = document.body.classList.contains("no-outside");
    localStorage.setItem("outside", open ? "yes" : "no");
    toggle(open);
  });
  await look();
  setInterval(() => { if (!document.hidden) look(); }, EVERY);
}

function toggle(open) {
  document.body.classList.toggle("no-outside", !open);
  by("outside-toggle").setAttribute("aria-expanded", String(open));
  by("outside-toggle").textContent = open ? "Outside ⟩" : "⟨ Outside";
}

async function look() {
  try { show(await api.outside()); } catch { /* the sandbox was stopped; the next look tells */ }
}

function show(outside) {
  const minute = outside.now.slice(0, 16);
  const key = JSON.stringify([minute, outside.waiting, outside.sites.map((one) => one.articles.length)]);
  if (key === shown) return;
  shown = key;
  by("outside").replaceChildren(time(outside), news(outside), ...outside.sites.map(site));
}

function time(outside) {
  const now = new Date(outside.now);
  const told = (options) => now.toLocaleString("en-GB", { timeZone: "Asia/Almaty", ...options });
  return element("section", {},
    element("h2", { textContent: "The time in Almaty" }),
    element("p", { className: "now" }, element("b", { textContent: told({ hour: "2-digit", minute: "2-digit" }) }), ` ${told({ weekday: "long", day: "numeric", month: "long" })}`),
    element("div", { className: "acts" },
      act("+1 day", "time-day", () => api.passTime({ hours: 24 })),
      act("To Monday's digest", "time-monday", () => api.passTime({ to: "monday" }))),
    element("p", { className: "hint", textContent: "Let time pass: daily digests come at 9:00, weekly ones on Mondays." }));
}

function news(outside) {
  const next = outside.waiting
    ? `${outside.waiting} more articles will appear by themselves. Next: ${outside.next_site}.`
    : "Everything has been published.";
  return element("section", {},
    element("h2", { textContent: "The partners' sites" }),
    element("div", { className: "acts" }, act("Publish the next article now", "publish", () => api.publish(), !outside.waiting)),
    element("p", { className: "hint", textContent: next }));
}

function act(label, testid, work, disabled = false) {
  const view = element("button", { textContent: label, disabled, dataset: { testid } });
  view.addEventListener("click", async () => {
    view.disabled = true;
    try { show(await work()); } catch (error) { toast(error.message); } finally { view.disabled = disabled; }
  });
  return view;
}

function site(one) {
  const view = element("section", { className: "site" });
  view.style.setProperty("--site", one.colour);
  const newest = one.articles.slice(0, 3).map((article) => element("li", {}, link(article.url, article.title)));
  view.append(element("h3", {}, link(one.url, one.name)), element("ul", {}, ...newest));
  view.lang = one.language;
  return view;
}

function link(href, text) {
  return element("a", { href, textContent: text, target: "_blank", rel: "noopener" });
}
