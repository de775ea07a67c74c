package supermarket.shell.socket;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Set;

/** A server channel that is another one, but for what a subclass changes. */
class DelegatingServerChannel extends ServerSocketChannel {
  private final ServerSocketChannel channel;

  DelegatingServerChannel(ServerSocketChannel channel) {
    super(channel.provider());
    this.channel = channel;
  }

  @Override
  public SocketChannel accept() throws IOException {
    return channel.accept();
  }

  @Override
  public ServerSocketChannel bind(SocketAddress local, int backlog) throws IOException {
    channel.bind(local, backlog);
    return this;
  }

  @Override
  public <T> ServerSocketChannel setOption(SocketOption<T> name, T value) throws IOException {
    channel.setOption(name, value);
    return this;
  }

  @Override
  public <T> T getOption(SocketOption<T> name) throws IOException {
    return channel.getOption(name);
  }

  @Override
  public Set<SocketOption<?>> supportedOptions() {
    return channel.supportedOptions();
  }

  @Override
  public ServerSocket socket() {
    return channel.socket();
  }

  @Override
  public SocketAddress getLocalAddress() throws IOException {
    return channel.getLocalAddress();
  }

  @Override
  protected void implCloseSelectableChannel() throws IOException {
    channel.close();
  }

  @Override
  protected void implConfigureBlocking(boolean block) throws IOException {
    channel.configureBlocking(block);
  }
}
