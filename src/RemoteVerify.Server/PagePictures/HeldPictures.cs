using System.Security.Cryptography;
using RemoteVerify.Cases;

namespace RemoteVerify.Server.PagePictures;

/// <summary>Which picture: of which bytes, which page, how wide.</summary>
internal readonly record struct PictureKey(Sha256Digest Document, int Page, PictureWidth Width);

/// <summary>
/// Pictures between the page that names them and the request that fetches them: given out once, and wiped after half a minute when nobody came. That a page can't be drawn is kept
/// longer, without anything of it, so that a page which breaks the program does not do so at each look.
/// </summary>
internal sealed class HeldPictures(TimeProvider clock)
{
    private const int Most = 64;

    /// <summary>How long a picture waits, and how long it is known that there is none.</summary>
    public static readonly TimeSpan PictureTime = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan FailureTime = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<PictureKey, Held> _held = [];

    /// <summary>Holds a picture that is being drawn; false when there is no room, or it is held already.</summary>
    public bool Hold(PictureKey key, Task<PagePicture> picture)
    {
        lock (_lock)
        {
            if (_held.Count >= Most || _held.ContainsKey(key))
            {
                return false;
            }

            Held held = new(picture);
            held.Timer = clock.CreateTimer(_ => Drop(key, held), null, PictureTime, Timeout.InfiniteTimeSpan);
            _held[key] = held;
            return true;
        }
    }

    /// <summary>Gives a picture out, once; null when none is held. A failure stays.</summary>
    public Task<PagePicture>? Take(PictureKey key)
    {
        lock (_lock)
        {
            if (!_held.TryGetValue(key, out Held? held))
            {
                return null;
            }

            if (!held.Picture.IsCompletedSuccessfully || held.Picture.Result.End != PictureEnd.NotDrawable)
            {
                _held.Remove(key);
                held.Timer?.Dispose();
            }

            return held.Picture;
        }
    }

    /// <summary>The page can't be drawn, and will not be tried for a while.</summary>
    public void Failed(PictureKey key)
    {
        lock (_lock)
        {
            if (_held.Remove(key, out Held? before))
            {
                before.Timer?.Dispose();
            }

            if (_held.Count < Most)
            {
                Held held = new(Task.FromResult(PagePicture.None(PictureEnd.NotDrawable)));
                held.Timer = clock.CreateTimer(_ => Drop(key, held), null, FailureTime, Timeout.InfiniteTimeSpan);
                _held[key] = held;
            }
        }
    }

    private void Drop(PictureKey key, Held held)
    {
        lock (_lock)
        {
            if (_held.TryGetValue(key, out Held? now) && ReferenceEquals(now, held))
            {
                _held.Remove(key);
                held.Timer?.Dispose();
                if (held.Picture.IsCompletedSuccessfully && System.Runtime.InteropServices.MemoryMarshal.TryGetArray(held.Picture.Result.WebP, out ArraySegment<byte> bytes))
                {
                    CryptographicOperations.ZeroMemory(bytes);
                }
            }
        }
    }

    private sealed class Held(Task<PagePicture> picture)
    {
        public Task<PagePicture> Picture => picture;

        public ITimer? Timer { get; set; }
    }
}
