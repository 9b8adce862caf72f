// The officer's desk: passkeys, the signer on this computer, keys of one letter, printing. The pages work without it but for the first two.
import { useChoose } from "./desk/choose";
import { useKeys } from "./desk/keys";
import { askPasskeys } from "./desk/passkey";
import { usePrint } from "./desk/print";
import { useSigner } from "./desk/signer";

askPasskeys();
useSigner();
useKeys();
usePrint();
useChoose();
