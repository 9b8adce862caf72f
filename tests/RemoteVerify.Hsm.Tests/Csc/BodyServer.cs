using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace RemoteVerify.Hsm.Tests.Csc;

/// <summary>Answers every request with one body, for answers that no provider should give.</summary>
internal sealed class BodyServer : IDisposable
{
    private readonly HttpListener _listener;

    public BodyServer(string body, int status = 200)
    {
        while (true)
        {
            Address = new Uri($"http://127.0.0.1:{RandomNumberGenerator.GetInt32(20_000, 60_000)}/");
            _listener = new HttpListener { Prefixes = { Address.AbsoluteUri }, IgnoreWriteExceptions = true };
            try
            {
                _listener.Start();
                break;
            }
            catch (HttpListenerException)
            {
                _listener.Close();
            }
        }

        _ = Task.Run(async () =>
        {
            try
            {
                while (true)
                {
                    HttpListenerContext context = await _listener.GetContextAsync();
                    context.Response.StatusCode = status;
                    context.Response.ContentType = "application/json";
                    context.Response.Close(Encoding.UTF8.GetBytes(body), willBlock: false);
                }
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                // Stopped.
            }
        });
    }

    public Uri Address { get; }

    public void Dispose() => _listener.Close();
}
