// RFC 7512 sections 2.3 and 2.4.
using System.Globalization;
using System.Text;

namespace RemoteVerify.Hsm;

/// <summary>
/// Which key of which token, as a PKCS#11 URI. It never holds a PIN: engines print the address of a key that they do
/// not find.
/// </summary>
public sealed record Pkcs11Uri
{
    private const string Scheme = "pkcs11:";
    private const int MaximumLength = 1024;

    /// <summary>Label of the token; null for any.</summary>
    public string? Token { get; init; }

    /// <summary>Serial number of the token; null for any.</summary>
    public string? Serial { get; init; }

    /// <summary>Manufacturer of the token; null for any.</summary>
    public string? Manufacturer { get; init; }

    /// <summary>Model of the token; null for any.</summary>
    public string? Model { get; init; }

    /// <summary>Label of the key (CKA_LABEL); null for any.</summary>
    public string? Object { get; init; }

    /// <summary>Identifier of the key (CKA_ID) in lower-case hexadecimal digits; null for any.</summary>
    public string? Id { get; init; }

    /// <summary>Reads a URI such as <c>pkcs11:token=seal;object=seal-2026</c>.</summary>
    /// <exception cref="ArgumentException">
    /// It is none, names no token or no key, or carries a PIN. The message does not repeat it.
    /// </exception>
    public static Pkcs11Uri Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || text.Length > MaximumLength)
        {
            throw new ArgumentException($"A key is named as {Scheme}token=LABEL;object=LABEL, in at most {MaximumLength} characters.", nameof(text));
        }

        string path = text[Scheme.Length..];
        if (path.Contains('?'))
        {
            throw new ArgumentException(
                "A PKCS#11 URI takes nothing after a question mark here: the PIN comes through a reference, the module through PKCS11_MODULE_PATH or openssl.cnf.", nameof(text));
        }

        Pkcs11Uri uri = new();
        HashSet<string> seen = [];
        foreach (string attribute in path.Split(';'))
        {
            int equals = attribute.IndexOf('=');
            string name = equals < 0 ? attribute : attribute[..equals];
            if (equals < 0 || !seen.Add(name))
            {
                throw new ArgumentException("A PKCS#11 URI has attributes of the form name=value, each once.", nameof(text));
            }

            uri = uri.With(name, Decode(attribute[(equals + 1)..]));
        }

        return uri.Complete();
    }

    /// <summary>The URI in one form, without a type and always without a PIN.</summary>
    public override string ToString()
    {
        (string Name, string? Value)[] texts = [("token", Token), ("serial", Serial), ("manufacturer", Manufacturer), ("model", Model), ("object", Object)];
        IEnumerable<string> parts = texts.Where(part => part.Value is not null).Select(part => $"{part.Name}={Encode(Encoding.UTF8.GetBytes(part.Value!))}");
        return Scheme + string.Join(';', Id is null ? parts : parts.Append("id=" + string.Concat(Convert.FromHexString(Id).Select(b => $"%{b:X2}"))));
    }

    private Pkcs11Uri With(string name, byte[] value) => name switch
    {
        "token" => this with { Token = Text(value) },
        "serial" => this with { Serial = Text(value) },
        "manufacturer" => this with { Manufacturer = Text(value) },
        "model" => this with { Model = Text(value) },
        "object" => this with { Object = Text(value) },
        "id" => this with { Id = Convert.ToHexStringLower(value) },
        "type" => Text(value) == "private" ? this : throw new ArgumentException("Only private keys sign: type=private, or no type.", nameof(value)),
        _ => throw new ArgumentException("A PKCS#11 URI takes token, serial, manufacturer, model, object, id and type here.", nameof(name)),
    };

    /// <summary>Without a token the engine would try the PIN on whatever lies in the first slot, and tokens count wrong PINs.</summary>
    private Pkcs11Uri Complete() =>
        Token is null && Serial is null ? throw new ArgumentException("Name the token: token= its label, or serial= its number.")
        : Object is null && Id is null ? throw new ArgumentException("Name the key: object= its label, or id= its identifier.")
        : this;

    private static byte[] Decode(string value)
    {
        byte[] encoded = Encoding.UTF8.GetBytes(value);
        List<byte> bytes = [];
        for (int i = 0; i < encoded.Length; i++)
        {
            if (encoded[i] != '%')
            {
                bytes.Add(encoded[i]);
            }
            else if (i + 2 < encoded.Length && byte.TryParse(encoded.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte decoded))
            {
                bytes.Add(decoded);
                i += 2;
            }
            else
            {
                throw new ArgumentException("A percent sign in a PKCS#11 URI is followed by two hexadecimal digits.", nameof(value));
            }
        }

        return bytes.Count > 0 ? [.. bytes] : throw new ArgumentException("An attribute of a PKCS#11 URI has a value.", nameof(value));
    }

    private static string Text(byte[] value)
    {
        string text = Encoding.UTF8.GetString(value);
        return text.Any(char.IsControl) ? throw new ArgumentException("Labels have no control characters.", nameof(value)) : text;
    }

    private static string Encode(byte[] value) =>
        string.Concat(value.Select(b => char.IsAsciiLetterOrDigit((char)b) || b is (byte)'-' or (byte)'.' or (byte)'_' or (byte)'~' ? ((char)b).ToString() : $"%{b:X2}"));
}
