// What the server has under way, and what it found no room for.

import { figures } from "/page/dom.js";
import { bytes, count } from "/page/format.js";

/** The node's panel: whole samples. */
export function mount(element) {
  const show = figures(element);
  return ({ stats }) => {
    if (stats.failure) throw new Error(stats.failure);
    const { server } = stats;
    if (!server) throw new Error("the node tells nothing of its server");
    show({
      Requests: count(server.requests),
      "Their bytes": bytes(server.requestBytes),
      Scans: count(server.scans),
      Sessions: count(server.sessions),
      Snapshots: count(server.snapshots),
      "Refused since the start": count(server.refused),
    });
  };
}
