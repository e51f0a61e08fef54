package io.github.nacosgraceful.sample;

import com.alibaba.nacos.api.naming.NamingFactory;
import com.alibaba.nacos.api.naming.NamingService;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * In {@link Provider}'s place: an application without any framework. A server of its own on Netty,
 * whose requests nobody counts, and a NamingService by hand. Its shutdown hook deregisters, and the
 * server ends with the JVM.
 */
public final class NettyProvider {

  private static final int MOST_BYTES = 10_000;
  private static final long WORK_MILLIS = 20;

  private NettyProvider() {}

  public static void main(String[] args) throws Exception {
    Map<String, String> arguments = new HashMap<>();
    for (String argument : args) {
      String[] pair = argument.substring("--".length()).split("=", 2);
      arguments.put(pair[0], pair[1]);
    }
    int port = Integer.parseInt(arguments.get("server.port"));
    serve(port);
    Properties properties = new Properties();
    for (String name : new String[] {"namespace", "server-addr"}) {
      String key = name.equals("server-addr") ? "serverAddr" : name;
      properties.setProperty(key, arguments.get("spring.cloud.nacos.discovery." + name));
    }
    NamingService naming = NamingFactory.createNamingService(properties);
    naming.registerInstance("provider", "127.0.0.1", port);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> deregister(naming, port)));
  }

  private static void deregister(NamingService naming, int port) {
    try {
      naming.deregisterInstance("provider", "127.0.0.1", port);
    } catch (Exception e) {
      e.printStackTrace();
    }
  }

  private static void serve(int port) throws InterruptedException {
    new ServerBootstrap()
        .group(new NioEventLoopGroup())
        .channel(NioServerSocketChannel.class)
        .childHandler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                channel
                    .pipeline()
                    .addLast(
                        new HttpServerCodec(),
                        new HttpObjectAggregator(MOST_BYTES),
                        new Answer(String.valueOf(port)));
              }
            })
        .bind(port)
        .sync();
  }

  /** Takes a while, then says which instance it was. */
  private static final class Answer extends SimpleChannelInboundHandler<FullHttpRequest> {

    private final String port;

    Answer(String port) {
      this.port = port;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
      context.executor().schedule(() -> answer(context), WORK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void answer(ChannelHandlerContext context) {
      FullHttpResponse response =
          new DefaultFullHttpResponse(
              HttpVersion.HTTP_1_1,
              HttpResponseStatus.OK,
              Unpooled.copiedBuffer(port, StandardCharsets.US_ASCII));
      response.headers().set(HttpHeaderNames.CONTENT_LENGTH, port.length());
      context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }
  }
}
