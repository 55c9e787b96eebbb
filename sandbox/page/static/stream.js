// What happens by itself: server-sent events of the chats that a person is in. The browser reconnects by itself.

let source = null;

export function listen(user, onEvent, onReconnect) {
  if (source) source.close();
  source = new EventSource(`/sandbox/stream?user_id=${user}`);
  let lost = false;
  source.onmessage = (event) => onEvent(JSON.parse(event.data));
  source.onerror = () => { lost = true; };
  source.onopen = () => { if (lost) { lost = false; onReconnect(); } };
}
