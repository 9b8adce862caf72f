// The officer's desk: passkeys. The pages work without it but for those.
import { askPasskeys } from "./desk/passkey";

askPasskeys();
