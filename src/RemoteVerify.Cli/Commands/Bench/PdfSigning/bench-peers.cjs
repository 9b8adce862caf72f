// Signs in a loop with @signpdf. Each line on standard input is "library key document milliseconds"; the answer is "count nanoseconds".
const fs = require('fs');
const readline = require('readline');
const { SignPdf } = require('@signpdf/signpdf');
const { P12Signer } = require('@signpdf/signer-p12');
const { plainAddPlaceholder } = require('@signpdf/placeholder-plain');

async function sign(pdf, store, passphrase) {
  const prepared = plainAddPlaceholder({
    pdfBuffer: pdf, reason: 'Bench', contactInfo: '', name: 'Bench', location: '', signatureLength: 8192, subFilter: 'ETSI.CAdES.detached',
  });
  return new SignPdf().sign(prepared, new P12Signer(store, { passphrase }));
}

(async () => {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const [, key, size, milliseconds, output] = line.split(' ');
    const store = fs.readFileSync(`${key}.p12`);
    const pdf = fs.readFileSync(`plain-${size}.pdf`);
    const start = process.hrtime.bigint();
    let count = 0, spent, made;
    do {
      made = await sign(pdf, store, process.argv[2]);
      count++;
      spent = process.hrtime.bigint() - start;
    } while (spent < BigInt(milliseconds) * 1000000n);
    if (output) fs.writeFileSync(output, made);
    console.log(`${count} ${spent}`);
  }
})();
