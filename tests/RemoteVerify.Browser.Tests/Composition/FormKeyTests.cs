using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Server.Tests;

namespace RemoteVerify.Browser.Tests.Composition;

/// <summary>The keys of forms and sign-ins lie in the store, under the master key, and outlive a restart.</summary>
public class FormKeyTests
{
    [Fact]
    public async Task FormKeys_OfTheStore_OutliveARestart_AndCannotBeReadInTheDatabase()
    {
        RunningService service = new();
        await service.InitializeAsync();
        try
        {
            string box = Protector(service).Protect("của tôi");
            await using (IUnitOfWork unit = await service.Parts.Storage.BeginAsync(CancellationToken.None))
            {
                byte[] kept = await unit.Secrets.FindAsync("form-key/1", CancellationToken.None) ?? [];
                Assert.Contains("<masterKey", Encoding.UTF8.GetString(kept), StringComparison.Ordinal);
            }

            await service.StopAsync();
            foreach (string file in Directory.GetFiles(Path.Combine(service.Folder, "data"), "*", SearchOption.AllDirectories))
            {
                Assert.False((await File.ReadAllBytesAsync(file)).AsSpan().IndexOf("<masterKey"u8) >= 0, $"{file} holds the key of the forms in clear");
            }

            Assert.False(Directory.Exists(Path.Combine(service.Folder, "data", "form-keys")));
            await service.StartAsync();
            Assert.Equal("của tôi", Protector(service).Unprotect(box));
        }
        finally
        {
            await service.DisposeAsync();
        }
    }

    private static IDataProtector Protector(RunningService service) => service.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test");
}
