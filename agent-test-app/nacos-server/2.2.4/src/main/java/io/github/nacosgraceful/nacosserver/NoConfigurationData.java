package io.github.nacosgraceful.nacosserver;

import com.alibaba.nacos.config.server.service.dump.EmbeddedDumpService;
import com.alibaba.nacos.config.server.service.repository.CommonPersistService;
import com.alibaba.nacos.config.server.service.repository.ConfigInfoAggrPersistService;
import com.alibaba.nacos.config.server.service.repository.ConfigInfoBetaPersistService;
import com.alibaba.nacos.config.server.service.repository.ConfigInfoPersistService;
import com.alibaba.nacos.config.server.service.repository.ConfigInfoTagPersistService;
import com.alibaba.nacos.config.server.service.repository.HistoryConfigInfoPersistService;
import com.alibaba.nacos.core.cluster.ServerMemberManager;
import com.alibaba.nacos.core.distributed.ProtocolManager;

/** Takes the configuration module's data for read: there is none, and reading none fails. */
class NoConfigurationData extends EmbeddedDumpService {

  NoConfigurationData(
      ConfigInfoPersistService configurations,
      CommonPersistService common,
      HistoryConfigInfoPersistService history,
      ConfigInfoAggrPersistService aggregates,
      ConfigInfoBetaPersistService betas,
      ConfigInfoTagPersistService tags,
      ServerMemberManager members,
      ProtocolManager protocols) {
    super(configurations, common, history, aggregates, betas, tags, members, protocols);
  }

  @Override
  protected void init() {}
}
