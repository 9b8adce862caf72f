using System.Collections.Concurrent;
using System.Net;

namespace RemoteVerify.Server.Security;

/// <summary>
/// Slows down who guesses at verification codes: an address that asked for too many codes that don't exist is answered 429 for the
/// rest of the minute. A code has 130 random bits, so this protects the service more than the codes. Counts on this node alone.
/// </summary>
/// <param name="mostMisses">Codes without a document that one address may ask for in a minute.</param>
public sealed class CodeGuessLimit(int mostMisses, TimeProvider time)
{
    private const int MostAddresses = 10_000;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, (long Window, int Misses)> _misses = new(StringComparer.Ordinal);

    /// <summary>How long the address has to wait; null when it may ask.</summary>
    public TimeSpan? Wait(IPAddress? address)
    {
        DateTimeOffset now = time.GetUtcNow();
        return _misses.TryGetValue(KeyOf(address), out (long Window, int Misses) counted) && counted.Window == WindowOf(now) && counted.Misses >= mostMisses
            ? TimeSpan.FromTicks(Window.Ticks - (now.UtcTicks % Window.Ticks))
            : null;
    }

    /// <summary>The address asked for a code that no document has.</summary>
    public void Miss(IPAddress? address)
    {
        long window = WindowOf(time.GetUtcNow());
        if (_misses.Count >= MostAddresses)
        {
            foreach (string old in _misses.Where(m => m.Value.Window != window).Select(m => m.Key).ToList())
            {
                _misses.TryRemove(old, out _);
            }

            if (_misses.Count >= MostAddresses)
            {
                return;
            }
        }

        _misses.AddOrUpdate(KeyOf(address), (window, 1), (_, counted) => counted.Window == window ? (window, counted.Misses + 1) : (window, 1));
    }

    private static long WindowOf(DateTimeOffset now) => now.UtcTicks / Window.Ticks;

    /// <summary>An IPv6 customer has a whole /64.</summary>
    private static string KeyOf(IPAddress? address)
    {
        if (address is null)
        {
            return "unknown";
        }

        IPAddress plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        byte[] bytes = plain.GetAddressBytes();
        return Convert.ToHexString(bytes.Length == 16 ? bytes.AsSpan(0, 8) : bytes);
    }
}
