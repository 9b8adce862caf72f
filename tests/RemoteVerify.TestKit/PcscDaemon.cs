using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace RemoteVerify.TestKit;

/// <summary>
/// A smart card service of the test's own: own socket, own configuration with one virtual reader, no USB readers, so that neither a service
/// of the machine nor another test run is in the way. It listens on a socket that it inherits, as from systemd, because only then pcscd does
/// not insist on the one of the machine. Skips with its reason where pcscd or vpcd are not installed or may not run.
/// </summary>
public sealed class PcscDaemon : IDisposable
{
    private const string Program = "/usr/sbin/pcscd";
    private const string Driver = "/usr/lib/pcsc/drivers/serial/libifdvpcd.so";
    private const string Ready = "daemon ready";
    private const int Terminate = 15;

    // Makes the socket, hands it over as descriptor 3 and becomes pcscd. Perl is part of every Debian.
    private const string Launcher =
        "use Socket; use POSIX (); my $s; socket($s, PF_UNIX, SOCK_STREAM, 0) && bind($s, sockaddr_un(shift)) && listen($s, 16) or die $!;"
        + " POSIX::dup2(fileno($s), 3); open(my $h, '<&=3'); fcntl($h, 2, 0); $ENV{LISTEN_FDS} = 1; $ENV{LISTEN_PID} = $$; exec @ARGV or die $!;";

    private readonly string _folder;
    private readonly Process _process;

    private PcscDaemon(string folder, Process process, int port)
    {
        _folder = folder;
        _process = process;
        VirtualPort = port;
    }

    /// <summary>Where vpcd waits for a card.</summary>
    public int VirtualPort { get; }

    /// <summary>Part of the virtual reader's name.</summary>
    public string ReaderName => "RemoteVerify test reader";

    /// <summary>What <c>PCSCLITE_CSOCK_NAME</c> must say in the programs that are to meet this service.</summary>
    public string SocketPath => SocketIn(_folder);

    public static PcscDaemon Start()
    {
        Skip.IfNot(File.Exists(Program), "pcscd is not installed");
        Skip.IfNot(File.Exists(Driver), "vsmartcard-vpcd is not installed");
        string folder = Directory.CreateTempSubdirectory("rv-pcsc-").FullName;
        int port = FreePort();
        string hexadecimal = "0x" + port.ToString("X4", CultureInfo.InvariantCulture);
        Directory.CreateDirectory(Path.Combine(folder, "no-usb-drivers"));
        string configuration = Directory.CreateDirectory(Path.Combine(folder, "reader.conf.d")).FullName;
        File.WriteAllText(
            Path.Combine(configuration, "vpcd"),
            $"FRIENDLYNAME \"RemoteVerify test reader\"\nDEVICENAME /dev/null:{hexadecimal}\nLIBPATH {Driver}\nCHANNELID {hexadecimal}\n");
        ProcessStartInfo start = new("perl", ["-e", Launcher, SocketIn(folder), Program, "--foreground", "--debug", "--config", configuration])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["PCSCLITE_HP_DROPDIR"] = Path.Combine(folder, "no-usb-drivers");
        try
        {
            PcscDaemon daemon = new(folder, Process.Start(start)!, port);
            daemon.AwaitReady();
            return daemon;
        }
        catch (Win32Exception)
        {
            Directory.Delete(folder, recursive: true);
            throw new SkipException("perl is not installed: pcscd can't be given a socket of its own");
        }
    }

    /// <summary>Makes the PC/SC library of this very process talk to this service; it looks once, at its first call.</summary>
    public void UseInThisProcess() => Assert.Equal(0, SetEnvironment("PCSCLITE_CSOCK_NAME", SocketPath, 1));

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            // Asked first, so that it leaves nothing behind.
            _ = Kill(_process.Id, Terminate);
            if (!_process.WaitForExit(TimeSpan.FromSeconds(5)))
            {
                _process.Kill();
                _process.WaitForExit();
            }
        }

        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Reads what it says until it is ready, and to its end, so that it never waits for a reader of its words.</summary>
    private void AwaitReady()
    {
        StringBuilder said = new();
        using ManualResetEventSlim ready = new();
        DataReceivedEventHandler listen = (_, line) =>
        {
            if (line.Data is { } text && !ready.IsSet)
            {
                said.AppendLine(text);
                if (text.Contains(Ready, StringComparison.Ordinal))
                {
                    ready.Set();
                }
            }
        };
        _process.OutputDataReceived += listen;
        _process.ErrorDataReceived += listen;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        for (int i = 0; i < 100 && !_process.HasExited; i++)
        {
            if (ready.Wait(TimeSpan.FromMilliseconds(100)))
            {
                _process.OutputDataReceived -= listen;
                _process.ErrorDataReceived -= listen;
                return;
            }
        }

        if (_process.HasExited)
        {
            _process.WaitForExit();
        }

        string last = said.ToString().TrimEnd().Split('\n')[^1];
        Dispose();
        throw new SkipException($"pcscd does not run here; it says: {last}");
    }

    /// <summary>A free port whose neighbour is free too: the virtual reader has two slots.</summary>
    private static int FreePort()
    {
        while (true)
        {
            using TcpListener first = new(IPAddress.Any, 0);
            first.Start();
            int port = ((IPEndPoint)first.LocalEndpoint).Port;
            try
            {
                using TcpListener second = new(IPAddress.Any, port + 1);
                second.Start();
                return port;
            }
            catch (Exception e) when (e is SocketException or ArgumentOutOfRangeException)
            {
                // Taken, or beyond the last port: another one.
            }
        }
    }

    private static string SocketIn(string folder) => Path.Combine(folder, "comm");

    [DllImport("libc", EntryPoint = "setenv")]
    private static extern int SetEnvironment([MarshalAs(UnmanagedType.LPUTF8Str)] string name, [MarshalAs(UnmanagedType.LPUTF8Str)] string value, int overwrite);

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
