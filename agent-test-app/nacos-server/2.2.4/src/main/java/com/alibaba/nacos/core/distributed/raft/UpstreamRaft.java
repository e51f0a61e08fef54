package com.alibaba.nacos.core.distributed.raft;

import com.alibaba.nacos.core.cluster.ServerMemberManager;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/**
 * The raft protocol as Nacos 2.2.4 has it. In the artifact that this module runs the method that
 * creates the raft groups is emptied: no group ever gets a leader, so members of a cluster wait for
 * one for ever and permanent instances cannot be registered.
 */
@Component
@Primary
public class UpstreamRaft extends RaftWithGroups<RaftConfig> {

  public UpstreamRaft(ServerMemberManager members) throws Exception {
    super(members);
  }
}
