// Signs in a loop with PDFBox 2 and iText 5, both over Bouncy Castle, as the profile B-B would be made with them.
// Each line on standard input is "library key document milliseconds"; the answer is "count nanoseconds".
import java.io.*;
import java.nio.file.*;
import java.security.*;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.*;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.*;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.jcajce.*;
import com.itextpdf.text.pdf.*;
import com.itextpdf.text.pdf.security.*;

public final class BenchPeers {
    private interface Signer { byte[] sign(byte[] pdf) throws Exception; }

    private static final class Owner {
        final PrivateKey key;
        final Certificate[] chain;
        final String algorithm;

        Owner(String file, char[] password) throws Exception {
            KeyStore store = KeyStore.getInstance("PKCS12");
            try (InputStream in = new FileInputStream(file)) { store.load(in, password); }
            String alias = null;
            for (String name : Collections.list(store.aliases())) { if (store.isKeyEntry(name)) alias = name; }
            key = (PrivateKey) store.getKey(alias, password);
            chain = store.getCertificateChain(alias);
            algorithm = key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
        }

        byte[] cms(InputStream content) throws IOException {
            try {
                CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
                generator.addSignerInfoGenerator(new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
                    .build(new JcaContentSignerBuilder(algorithm).build(key), (X509Certificate) chain[0]));
                generator.addCertificates(new JcaCertStore(Arrays.asList(chain)));
                return generator.generate(new CMSProcessableByteArray(content.readAllBytes()), false).getEncoded();
            } catch (GeneralSecurityException | CMSException | org.bouncycastle.operator.OperatorCreationException e) {
                throw new IOException(e);
            }
        }

        byte[] pdfbox(byte[] pdf) throws Exception {
            try (PDDocument document = PDDocument.load(pdf)) {
                PDSignature signature = new PDSignature();
                signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
                signature.setSubFilter(COSName.getPDFName("ETSI.CAdES.detached"));
                signature.setReason("Bench");
                signature.setSignDate(Calendar.getInstance());
                document.addSignature(signature, this::cms);
                ByteArrayOutputStream out = new ByteArrayOutputStream(pdf.length + 40000);
                document.saveIncremental(out);
                return out.toByteArray();
            }
        }

        byte[] itext(byte[] pdf) throws Exception {
            ByteArrayOutputStream out = new ByteArrayOutputStream(pdf.length + 40000);
            PdfReader reader = new PdfReader(pdf);
            PdfSignatureAppearance appearance = PdfStamper.createSignature(reader, out, '\0', null, true).getSignatureAppearance();
            appearance.setReason("Bench");
            MakeSignature.signDetached(appearance, new BouncyCastleDigest(), new PrivateKeySignature(key, "SHA256", "BC"), chain, null, null, null, 0,
                MakeSignature.CryptoStandard.CADES);
            return out.toByteArray();
        }
    }

    public static void main(String[] arguments) throws Exception {
        Security.addProvider(new org.bouncycastle.jce.provider.BouncyCastleProvider());
        PrintStream answers = System.out;
        System.setOut(System.err);
        Map<String, Owner> owners = new HashMap<>();
        Map<String, byte[]> documents = new HashMap<>();
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] words = line.split(" ");
            if (!owners.containsKey(words[1])) owners.put(words[1], new Owner(words[1] + ".p12", arguments[0].toCharArray()));
            if (!documents.containsKey(words[2])) documents.put(words[2], Files.readAllBytes(Path.of("plain-" + words[2] + ".pdf")));
            Owner owner = owners.get(words[1]);
            byte[] pdf = documents.get(words[2]);
            Signer signer = words[0].equals("pdfbox") ? owner::pdfbox : owner::itext;
            long length = Long.parseLong(words[3]) * 1_000_000, start = System.nanoTime(), spent;
            int count = 0;
            byte[] made;
            do { made = signer.sign(pdf); count++; spent = System.nanoTime() - start; } while (spent < length);
            if (words.length > 4) Files.write(Path.of(words[4]), made);
            answers.println(count + " " + spent);
            answers.flush();
        }
    }
}
