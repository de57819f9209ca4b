// Makes a key of a password. boot.js starts it as a worker, for one answer; where no worker can be
// started the page imports it and waits.
import init, { stretch as stretched } from "/static/stretcher_program.js";

// The bytes of the key, or null where the question makes no sense.
export async function stretch({ secret, salt, memoryKib, passes }) {
  await init({ module_or_path: "/static/stretcher_program_bg.wasm" });
  return stretched(secret, salt, memoryKib, passes) ?? null;
}

if (typeof document === "undefined") {
  self.onmessage = async ({ data }) => {
    // Undefined: the program is not to be had here, and the page tries itself.
    const key = await stretch(data).catch(() => undefined);
    self.postMessage({ key });
  };
  self.postMessage("here");
}
