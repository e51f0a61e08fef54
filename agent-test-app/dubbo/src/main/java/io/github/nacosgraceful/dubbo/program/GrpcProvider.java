package io.github.nacosgraceful.dubbo.program;

import com.alibaba.nacos.api.exception.NacosException;
import com.alibaba.nacos.api.naming.NamingFactory;
import com.alibaba.nacos.api.naming.NamingService;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import java.util.Properties;

/**
 * A grpc-java server that registers itself by hand, and says good-bye as the examples do: a
 * shutdown hook that deregisters and stops the server.
 */
public final class GrpcProvider {

  private GrpcProvider() {}

  /** Arguments: the address of Nacos, the namespace and the port. */
  public static void main(String[] args) throws Exception {
    int port = Integer.parseInt(args[2]);
    Server server =
        NettyServerBuilder.forPort(port)
            .addService(
                ServerServiceDefinition.builder(GrpcEcho.SERVICE)
                    .addMethod(
                        GrpcEcho.METHOD,
                        ServerCalls.asyncUnaryCall(
                            (request, answer) -> {
                              Load.work();
                              answer.onNext(GrpcEcho.bytes(port));
                              answer.onCompleted();
                            }))
                    .addMethod(
                        GrpcEcho.WATCH,
                        ServerCalls.asyncServerStreamingCall(
                            (request, answer) -> answer.onNext(GrpcEcho.bytes(port))))
                    .build())
            .build()
            .start();
    NamingService nacos = connect(args[0], args[1]);
    nacos.registerInstance(GrpcEcho.SERVICE, "127.0.0.1", port);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(nacos, server)));
    System.out.println("READY");
    server.awaitTermination();
  }

  static NamingService connect(String address, String namespace) throws NacosException {
    Properties properties = new Properties();
    properties.setProperty("serverAddr", address);
    properties.setProperty("namespace", namespace);
    return NamingFactory.createNamingService(properties);
  }

  private static void stop(NamingService nacos, Server server) {
    try {
      nacos.deregisterInstance(GrpcEcho.SERVICE, "127.0.0.1", server.getPort());
    } catch (NacosException e) {
      e.printStackTrace();
    }
    server.shutdown();
    try {
      nacos.shutDown();
    } catch (NacosException e) {
      e.printStackTrace();
    }
  }
}
