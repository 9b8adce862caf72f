using System.Net;
using System.Net.Sockets;

namespace RemoteVerify.Pki.Tests.Fetching;

/// <summary>A server on a free loopback port that answers, or misbehaves, as a test says.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private const int Tries = 20;

    private readonly HttpListener _listener;
    private readonly Func<HttpListenerContext, byte[], Task> _answer;

    /// <param name="answer">Gets the request and its body.</param>
    public LoopbackServer(Func<HttpListenerContext, byte[], Task> answer)
    {
        _answer = answer;
        (_listener, Address) = Listen();
        _ = ServeAsync();
    }

    /// <summary>A port that was free may be taken by another test before the listener has it.</summary>
    private static (HttpListener Listener, Uri Address) Listen()
    {
        for (int left = Tries; ; left--)
        {
            HttpListener listener = new();
            Uri address = new($"http://127.0.0.1:{FreePort()}/");
            listener.Prefixes.Add(address.ToString());
            try
            {
                listener.Start();
                return (listener, address);
            }
            catch (HttpListenerException) when (left > 0)
            {
                listener.Close();
            }
        }
    }

    public Uri Address { get; }

    /// <summary>A port on which nothing listens at the moment.</summary>
    public static int FreePort()
    {
        using TcpListener probe = new(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    public static async Task SendAsync(HttpListenerContext context, string mediaType, byte[] body, int status = 200)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = mediaType;
        context.Response.ContentLength64 = body.Length;
        await context.Response.OutputStream.WriteAsync(body);
    }

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                HttpListenerContext context = await _listener.GetContextAsync();
                _ = AnswerAsync(context);
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
            // Closed.
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            using MemoryStream body = new();
            await context.Request.InputStream.CopyToAsync(body);
            await _answer(context, body.ToArray());
            context.Response.Close();
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException or IOException)
        {
            // The other side has gone, which some tests want.
        }
    }
}
