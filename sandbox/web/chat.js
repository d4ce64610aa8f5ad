"use strict";
// The sandbox's web chat: plays any person, polls for news, knows nothing of any particular bot.
const $ = (id) => document.getElementById(id);
const state = { person: 0, chat: 0, version: -1, people: [], bot: null, commands: [], shown: new Map(), names: new Map(), turn: 0 };
const COLOURS = ["#0b72b5", "#b3541e", "#00785a", "#8a4fbf", "#b0326b", "#4a6b1f", "#7a5c00"];

async function call(path, body, method) {
  const options = body === undefined ? {} : { method: method || "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json" } };
  const response = await fetch(path, options);
  const document_ = await response.json();
  if (!response.ok) throw new Error(document_.error || response.statusText);
  return document_;
}

function make(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name === "onclick") node.addEventListener("click", value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, value);
  }
  for (const child of children) if (child !== null && child !== undefined) node.append(child);
  return node;
}

function avatar(id, name) {
  const node = make("div", { class: "avatar", "aria-hidden": "true" }, [...(name || "?")][0]);
  node.style.background = COLOURS[Math.abs(id) % COLOURS.length];
  return node;
}

function toast(text) {
  if (!text) return;
  $("toast").textContent = text;
  $("toast").hidden = false;
  clearTimeout(toast.timer);
  toast.timer = setTimeout(() => { $("toast").hidden = true; }, 3000);
}

function showAnswer(answer) {
  if (!answer || !answer.text) return;
  if (answer.show_alert) { $("alert").querySelector("p").textContent = answer.text; $("alert").showModal(); }
  else toast(answer.text);
}

// Who there is.

async function loadPeople() {
  const found = await call("/sandbox/people");
  state.people = found.people;
  state.bot = found.bot;
  state.commands = found.commands;
  state.names = new Map(found.people.map((p) => [p.id, [p.first_name, p.last_name].filter(Boolean).join(" ")]));
  if (found.bot) state.names.set(found.bot.id, found.bot.name);
  $("bot-state").textContent = found.bot ? "@" + found.bot.username : "no bot yet";
  if (!state.people.some((p) => p.id === state.person)) {
    const wanted = Number(new URLSearchParams(location.search).get("person"));
    const first = state.people.find((p) => p.id === wanted) || state.people.find((p) => !p.started) || state.people[0];
    if (first) choosePerson(first.id);
  }
  drawSide();
}

function me() { return state.people.find((p) => p.id === state.person); }

function drawSide() {
  $("people").replaceChildren(...state.people.map((p) => make("button", { class: "pick", "aria-pressed": String(p.id === state.person), onclick: () => choosePerson(p.id) }, avatar(p.id, p.first_name), state.names.get(p.id) + (p.blocked ? " 🚫" : ""))));
  const person = me();
  const chats = person ? person.chats : [];
  $("chats").replaceChildren(...chats.map((c) => {
    const name = c.kind === "private" ? (state.bot ? state.bot.name : "Bot") : c.title;
    return make("button", { class: "pick", "aria-pressed": String(c.id === state.chat), onclick: () => chooseChat(c.id) }, avatar(c.id, name), name);
  }));
  $("block").textContent = person && person.blocked ? "Unblock the bot" : "Block the bot";
  drawTop("");
}

function drawTop(action) {
  const person = me();
  const chat = person && person.chats.find((c) => c.id === state.chat);
  const isPrivate = !chat || chat.kind === "private";
  const name = isPrivate ? (state.bot ? state.bot.name : "Bot") : chat.title;
  $("top-title").textContent = name;
  $("top-avatar").replaceWith(Object.assign(avatar(state.chat, name), { id: "top-avatar" }));
  const label = { typing: "typing…", upload_photo: "sending a photo…", upload_document: "sending a file…" }[action] || (action ? "…" : "");
  $("top-state").textContent = label || (isPrivate ? "bot" : "group");
  $("top-state").className = label ? "typing" : "";
}

function choosePerson(id) {
  state.person = id;
  chooseChat(id);
}

function chooseChat(id) {
  document.body.classList.remove("side");
  state.chat = id;
  state.version = -1;
  state.shown.clear();
  $("messages").replaceChildren();
  drawSide();
  follow(++state.turn);
}

// What is in a chat.

async function follow(turn) {
  while (turn === state.turn) {
    try {
      const news = await call(`/sandbox/chats/${state.chat}/messages?for=${state.person}&changed_after=${state.version}&wait=${state.version < 0 ? 0 : 20}`);
      if (turn !== state.turn) return;
      draw(news);
    } catch (error) {
      if (turn !== state.turn) return;
      $("top-state").textContent = "connecting…";
      await new Promise((done) => setTimeout(done, 1500));
    }
  }
}

function draw(news) {
  const list = $("messages");
  const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 80 || state.version < 0;
  for (const message of news.messages) {
    const old = state.shown.get(message.id);
    if (message.deleted) { if (old) old.remove(); state.shown.delete(message.id); continue; }
    const node = drawMessage(message);
    if (old) old.replaceWith(node); else list.append(node);
    state.shown.set(message.id, node);
  }
  state.version = Math.max(state.version, news.version);
  drawTop(news.action);
  $("draft").hidden = !news.draft;
  $("draft").textContent = news.draft;
  $("keyboard").hidden = news.keyboard.length === 0;
  $("keyboard").replaceChildren(...news.keyboard.map((row) => make("div", {}, ...row.map((text) => make("button", { onclick: () => send(text) }, text)))));
  if (atEnd) list.scrollTop = list.scrollHeight;
  if (state.shown.size === 0) list.replaceChildren(make("li", { class: "msg service" }, "Nothing here yet. Send /start"));
  else list.querySelectorAll("li.service:not([data-id])").forEach((n) => n.remove());
}

function drawMessage(message) {
  const service = serviceText(message.service);
  if (service) return make("li", { class: "msg service", "data-id": message.id }, service);
  const mine = message.from === state.person;
  const inGroup = state.chat < 0;
  const time = new Date(message.date * 1000).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  const bubble = make("div", { class: "bubble" });
  if (inGroup && !mine) bubble.append(make("div", { class: "who" }, state.names.get(message.from) || "?"));
  if (message.photo) {
    const picture = make("img", { src: message.photo, alt: message.text || "picture" });
    picture.addEventListener("load", () => { $("messages").scrollTop = $("messages").scrollHeight; });
    bubble.append(picture);
  }
  if (message.document) bubble.append(make("a", { href: message.document }, "📄 " + decodeURIComponent(message.document.split("/").pop())));
  if (message.rich) bubble.append(make("div", { class: "rich" }, ...message.rich.map(block)));
  else if (message.poll) bubble.append(drawPoll(message.poll));
  else if (message.text) { const text = make("div", { class: "text" }); text.innerHTML = message.html; bubble.append(text); }
  const marks = [message.ephemeral ? "only you see this" : "", message.edited ? "edited" : "", time].filter(Boolean);
  bubble.append(make("div", { class: "meta" }, ...marks.map((m) => make("span", {}, m))));
  const keys = make("div", { class: "keys" }, ...message.buttons.map((row) => make("div", {}, ...row.map((button) => key(message, button)))));
  return make("li", { class: "msg" + (mine ? " mine" : "") + (message.ephemeral ? " ephemeral" : ""), "data-id": message.id }, bubble, message.buttons.length ? keys : null);
}

function serviceText(service) {
  if (!service) return "";
  const names = (users) => users.map((u) => u.first_name).join(", ");
  if (service.new_chat_members) return names(service.new_chat_members) + " joined";
  if (service.left_chat_member) return service.left_chat_member.first_name + " left";
  if (service.migrate_to_chat_id || service.migrate_from_chat_id) return "The group became a supergroup";
  return "";
}

function key(message, button) {
  if (button.url) return make("button", { onclick: () => openLink(button.url) }, button.text + " ↗");
  const node = make("button", {}, button.text);
  node.addEventListener("click", async () => {
    node.classList.add("busy");
    try {
      const pressed = await call(`/sandbox/chats/${state.chat}/messages/${message.id}/press`, { from: state.person, button: button.data });
      showAnswer(pressed.answer);
    } catch (error) { toast(error.message); }
    node.classList.remove("busy");
  });
  return node;
}

// A link to the bot itself works here: it sends /start with what the link carries.
function openLink(url) {
  const match = url.match(/^https:\/\/t\.me\/([^?]+)\?start=([\w-]+)$/);
  if (match && state.bot && match[1] === state.bot.username) { chooseChat(state.person); send("/start " + match[2]); }
  else window.open(url, "_blank", "noreferrer");
}

document.addEventListener("click", (event) => {
  const link = event.target.closest(".text a");
  if (link && link.href.startsWith("https://t.me/")) { event.preventDefault(); openLink(link.href); }
});

const INLINE = { bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", marked: "mark", subscript: "sub", superscript: "sup" };

function inline(text) {
  if (typeof text === "string") return document.createTextNode(text);
  if (Array.isArray(text)) { const all = document.createDocumentFragment(); text.forEach((t) => all.append(inline(t))); return all; }
  if (text.type === "url" && /^(https?|tg):/.test(text.url)) return make("a", { href: text.url, rel: "noreferrer", target: "_blank" }, inline(text.text));
  return make(INLINE[text.type] || "span", {}, inline(text.text || ""));
}

function block(b) {
  const inner = () => (b.blocks || []).map(block);
  switch (b.type) {
    case "heading": return make("h" + Math.min(3, b.size), {}, inline(b.text));
    case "divider": return make("hr");
    case "footer": return make("footer", {}, inline(b.text));
    case "pre": return make("pre", {}, inline(b.text));
    case "blockquote": return make("blockquote", {}, ...inner());
    case "details": return make("details", { open: b.is_open }, make("summary", {}, inline(b.summary)), ...inner());
    case "list": return make("ul", {}, ...b.items.map((item) => make("li", {}, ...item.blocks.map(block))));
    case "table": return make("table", {}, ...b.cells.map((row) => make("tr", {}, ...row.map((cell) => {
      const node = make(cell.is_header ? "th" : "td", { colspan: cell.colspan, rowspan: cell.rowspan }, inline(cell.text || ""));
      node.style.textAlign = cell.align || "left";
      return node;
    }))));
    default: return make("p", {}, inline(b.text || ""));
  }
}

function drawPoll(poll) {
  const right = poll.correct_option_ids || [];
  const total = poll.options.reduce((sum, o) => sum + o.votes, 0);
  return make("div", { class: "poll" }, make("strong", {}, poll.question), ...poll.options.map((option, index) => {
    const classes = [right.includes(index) ? "right" : "", poll.chosen.includes(index) ? "chosen" : ""].join(" ");
    const share = total && (poll.chosen.length || poll.closed) ? Math.round((100 * option.votes) / total) + " %" : "";
    return make("button", { class: classes, disabled: poll.closed, onclick: () => vote(poll.id, index) }, make("span", {}, option.text), make("span", {}, share));
  }), make("small", {}, poll.closed ? "closed" : `${total} votes`), poll.explanation ? make("p", {}, "💡 " + poll.explanation) : null);
}

async function vote(poll, index) {
  try { await call(`/sandbox/polls/${poll}/answer`, { from: state.person, option_ids: [index] }); }
  catch (error) { toast(error.message); }
}

// What one can do.

async function send(text) {
  if (!text.trim()) return;
  try { await call(`/sandbox/chats/${state.chat}/messages`, { from: state.person, text }); }
  catch (error) { toast(error.message); }
}

$("compose").addEventListener("submit", (event) => {
  event.preventDefault();
  send($("text").value);
  $("text").value = "";
  $("commands").hidden = true;
});
$("menu").addEventListener("click", () => {
  $("commands").hidden = !$("commands").hidden;
  $("commands").replaceChildren(...state.commands.map((c) => make("button", { role: "menuitem", onclick: () => { $("commands").hidden = true; send("/" + c.command); } }, make("strong", {}, "/" + c.command), make("span", {}, c.description))));
});
$("add-person").addEventListener("submit", async (event) => {
  event.preventDefault();
  const name = event.target.elements.name.value.trim();
  if (!name) return;
  const made = await call("/sandbox/people", { first_name: name });
  event.target.reset();
  await loadPeople();
  choosePerson(made.id);
});
$("block").addEventListener("click", async () => {
  const person = me();
  if (!person) return;
  await call(`/sandbox/people/${person.id}/${person.blocked ? "unblock" : "block"}`, {});
  loadPeople();
});
$("theme").addEventListener("click", () => {
  const dark = document.documentElement.dataset.theme !== "dark";
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  localStorage.setItem("theme", dark ? "dark" : "light");
});
$("back").addEventListener("click", () => document.body.classList.toggle("side"));

async function advance(seconds) {
  await call("/sandbox/clock", { advance_seconds: seconds });
  tick();
}
document.querySelectorAll("[data-advance]").forEach((b) => b.addEventListener("click", () => advance(Number(b.dataset.advance))));
$("morning").addEventListener("click", async () => {
  const now = new Date((await call("/sandbox/clock")).now * 1000);
  const morning = new Date(now);
  morning.setHours(7, 1, 0, 0);
  if (morning <= now) morning.setDate(morning.getDate() + 1);
  advance((morning - now) / 1000);
});

async function tick() {
  try {
    const clock = await call("/sandbox/clock");
    $("clock").textContent = new Date(clock.now * 1000).toLocaleString([], { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" }) + (clock.ahead_seconds > 60 ? " (ahead)" : "");
  } catch (error) { $("clock").textContent = "…"; }
}

document.documentElement.dataset.theme = localStorage.getItem("theme") || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
loadPeople().catch((error) => toast(error.message));
setInterval(loadPeople, 5000);
setInterval(tick, 5000);
tick();
