namespace RemoteVerify.Server.Composition;

/// <summary>Ends the service when the process that started it closes the pipe.</summary>
public sealed class StopWhenInputEnds(IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Reading a pipe can't be cancelled, so it gets a thread that does not keep the process alive.
        Thread reader = new(() =>
        {
            using Stream input = Console.OpenStandardInput();
            Span<byte> ignored = stackalloc byte[64];
            while (input.Read(ignored) > 0)
            {
            }

            lifetime.StopApplication();
        })
        { IsBackground = true, Name = "parent watcher" };
        reader.Start();
        return Task.CompletedTask;
    }
}
