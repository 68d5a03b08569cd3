/** How much waits for the user's word, beside the place that leads there; nothing when nothing does. */
export function WaitingBadge() {
  return null;
}
