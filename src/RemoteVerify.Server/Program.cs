using RemoteVerify.Server.Composition;

return await ServiceHost.RunAsync(args);
