package com.alibaba.nacos.core.distributed.raft;

import com.alibaba.nacos.consistency.cp.RequestProcessor4CP;
import com.alibaba.nacos.core.cluster.ServerMemberManager;
import java.lang.reflect.Field;
import java.util.Collection;

/**
 * Creates the groups. In Nacos' own package to reach what the emptied method called.
 *
 * @param <C> is read by Nacos, off the direct superclass of the protocol it uses
 */
abstract class RaftWithGroups<C> extends JRaftProtocol {

  RaftWithGroups(ServerMemberManager members) throws Exception {
    super(members);
  }

  @Override
  public void addRequestProcessors(Collection<RequestProcessor4CP> processors) {
    server().createMultiRaftGroup(processors);
  }

  private JRaftServer server() {
    try {
      Field server = JRaftProtocol.class.getDeclaredField("raftServer");
      server.setAccessible(true);
      return (JRaftServer) server.get(this);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
