// Opens a vault with a public age implementation alone, without any of our code:
//   passphrase -> slot -> identity -> newest snapshot -> JSON -> otpauth URIs, one a line, on standard output.
// Usage: PASSPHRASE=... node open-vault.mjs STORAGE_FOLDER
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { Decrypter } from "age-encryption";

const [folder] = process.argv.slice(2);
const passphrase = process.env.PASSPHRASE;
if (!folder || !passphrase) {
  console.error("usage: PASSPHRASE=... node open-vault.mjs STORAGE_FOLDER");
  process.exit(2);
}

const only = (names, what) => {
  if (names.length !== 1) throw new Error(`expected one ${what}, found ${names.length}`);
  return names[0];
};
const vault = join(folder, only(readdirSync(folder).filter((n) => /^[a-z2-7]{32}$/.test(n)), "vault"));

async function open(path, secret) {
  const decrypter = new Decrypter();
  secret(decrypter);
  return decrypter.decrypt(readFileSync(path), "text");
}

const slot = only(readdirSync(join(vault, "slots")).filter((n) => n.endsWith(".passphrase.age")), "passphrase slot");
const identityFile = await open(join(vault, "slots", slot), (d) => d.addPassphrase(passphrase));
const identity = only(identityFile.split("\n").filter((l) => l.startsWith("AGE-SECRET-KEY-")), "identity line");

// every snapshot is the full state its device knew; the names sort by number
const device = only(readdirSync(join(vault, "snap")), "device");
const newest = readdirSync(join(vault, "snap", device)).sort().at(-1);
const text = await open(join(vault, "snap", device, newest), (d) => d.addIdentity(identity));

const snapshot = JSON.parse(text);
if (snapshot.format !== "authbackup-snapshot") throw new Error("not a snapshot");
for (const account of snapshot.accounts) {
  if (account.uri) console.log(account.uri);
}
