// The sandbox's control API: what people do.

async function call(path, body) {
  const options = body ? { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) } : {};
  const answer = await fetch(`/sandbox/${path}`, options);
  const result = await answer.json();
  if (!answer.ok) throw new Error(result.error || answer.statusText);
  return result;
}

export const api = {
  state: () => call("state"),
  messages: (chat) => call(`chats/${chat}/messages`),
  addUser: (person) => call("users", person),
  addChat: (chat) => call("chats", chat),
  addBot: (chat, status, by) => call(`chats/${chat}/members`, { user_id: "bot", status, by }),
  write: (chat, user, text) => call("messages", { chat_id: chat, user_id: user, text }),
  press: (chat, user, message, data) => call("callbacks", { chat_id: chat, user_id: user, message_id: message, data }),
  block: (user, blocked) => call(`users/${user}/block`, { blocked }),
};
