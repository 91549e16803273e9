// The write-ahead log, and how many writes share one of its records.

import { figures } from "/page/dom.js";
import { bytes, count, perSecond } from "/page/format.js";

/** The node's panel: whole samples. */
export function mount(element) {
  const show = figures(element);
  return ({ stats }, before, seconds) => {
    if (stats.failure) throw new Error(stats.failure);
    const { log, commits, manifest } = stats;
    const earlier = before?.stats;
    const rate = (now, then) => (earlier ? perSecond((now - then) / seconds) : "–");
    const groups = commits ? commits.groups - (earlier?.commits?.groups ?? 0) : 0;
    const batches = commits ? commits.batches - (earlier?.commits?.batches ?? 0) : 0;
    const texts = { Segments: count(log.segments), "Length of the log": bytes(log.bytes) };
    if (log.syncs !== undefined) texts.Syncs = `${count(log.syncs)} (${rate(log.syncs, earlier?.log.syncs)})`;
    if (commits) {
      texts["Commit groups"] = `${count(commits.groups)} (${rate(commits.groups, earlier?.commits.groups)})`;
      texts["Writes in a group"] = groups > 0 ? (batches / groups).toFixed(2) : "–";
      texts["Largest group"] = count(commits.largestGroup);
    }
    if (manifest) texts.Manifest = bytes(manifest.bytes);
    texts["Last sequence number"] = count(stats.sequence);
    show(texts);
  };
}
