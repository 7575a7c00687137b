// The same commands and folders as AgeFolders.java, by the npm package age-encryption.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Decrypter, Encrypter, armor } from "age-encryption";

const [command, keys, from, to] = process.argv.slice(2);
const read = (name) => readFileSync(join(keys, name), "ascii").trim();

async function seal(plaintext, kind) {
  const encrypter = new Encrypter();
  if (kind === "scrypt") {
    encrypter.setPassphrase(read("passphrase"));
    encrypter.setScryptWorkFactor(10);
  } else {
    encrypter.addRecipient(read(kind + ".pub"));
  }
  return encrypter.encrypt(plaintext);
}

async function open(file, kind) {
  const decrypter = new Decrypter();
  if (kind === "scrypt") {
    decrypter.addPassphrase(read("passphrase"));
  } else {
    decrypter.addIdentity(read(kind + ".key"));
  }
  return decrypter.decrypt(file, "uint8array");
}

for (const name of readdirSync(from).sort()) {
  const content = readFileSync(join(from, name));
  if (command === "seal") {
    for (const kind of ["x25519", "hybrid", "scrypt"]) {
      const sealed = await seal(new Uint8Array(content), kind);
      writeFileSync(join(to, `${kind}-${name}.age`), sealed);
      writeFileSync(join(to, `${kind}-${name}.age.asc`), armor.encode(sealed));
    }
  } else if (command === "open") {
    const file = name.endsWith(".asc") ? armor.decode(content.toString("ascii")) : new Uint8Array(content);
    writeFileSync(join(to, name), await open(file, name.split("-")[0]));
  } else {
    throw new Error("seal KEYS PLAIN SEALED or open KEYS SEALED PLAIN");
  }
}
