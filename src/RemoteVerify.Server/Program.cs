using RemoteVerify.Server.Composition;

return args is ["doctor", ..] ? await RemoteVerify.Server.Doctor.DoctorHost.RunAsync(args[1..]) : await ServiceHost.RunAsync(args);
