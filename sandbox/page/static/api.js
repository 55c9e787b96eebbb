// What people do in the sandbox, over its control API.

async function call(path, body) {
  const options = body ? { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) } : {};
  const answer = await fetch(`/sandbox/${path}`, options);
  const result = await answer.json();
  if (!answer.ok) throw new Error(result.error || answer.statusText);
  return result;
}

export const api = {
  state: (me) => call(`state?user_id=${me}`),
  messages: (chat) => call(`chats/${chat}/messages`),
  addUser: (person) => call("users", person),
  addChat: (chat) => call("chats", chat),
  addTopic: (chat, name) => call(`chats/${chat}/topics`, { name }),
  setBot: (chat, status, by) => call(`chats/${chat}/members`, { user_id: "bot", status, by }),
  join: (chat, user) => call(`chats/${chat}/members`, { user_id: user, status: "member", by: user }),
  write: (chat, user, text, more = {}) => call("messages", { chat_id: chat, user_id: user, text, ...more }),
  press: (chat, user, message, data) => call("callbacks", { chat_id: chat, user_id: user, message_id: message, data }),
  block: (user, blocked) => call(`users/${user}/block`, { blocked }),
  outside: () => call("outside"),
  publish: () => call("outside/publish", {}),
  passTime: (wanted) => call("outside/time", wanted),
};
