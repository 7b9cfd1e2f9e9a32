// Writes each file of some folders compressed beside it, as hard as Brotli can. That takes a minute for
// a megabyte, so what was compressed once is kept in the folder that is named first.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const [kept, ...folders] = process.argv.slice(2);

const compressed = (bytes) => {
  const file = join(kept, createHash("sha256").update(bytes).digest("hex"));
  if (existsSync(file)) return readFileSync(file);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  const small = brotliCompressSync(bytes, { params });
  writeFileSync(file, small);
  return small;
};

mkdirSync(kept, { recursive: true });
for (const folder of folders) {
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    writeFileSync(`${file}.br`, compressed(readFileSync(file)));
  }
}
