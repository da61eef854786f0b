-- Ten thousand more persons with a hundred thousand claims, for a copy of the shipped dataset: what check must do in seconds.
begin;
with recursive n(i) as (select 1 union all select i+1 from n where i<10000)
insert into person(id,kind,label,members,sex,public_role,level) select 'big-'||i,'individual','label',1,case i%2 when 0 then 'f' else 'm' end,'protester','public' from n;
with recursive n(i) as (select 1 union all select i+1 from n where i<10000), s(k,a) as (values(0,'ba'),(1,'kun'),(2,'tai'),(3,'sher'),(4,'gul'),(5,'mur'),(6,'zhan'),(7,'bek'),(8,'ali'),(9,'nur'))
insert into name(id,owner,name,lang,script,kind,display,level) select 'bign-'||i,'big-'||i, (select upper(substr(a,1,1))||substr(a,2) from s where k=i%10)||(select a from s where k=(i/10)%10)||' '||(select upper(substr(a,1,1))||substr(a,2) from s where k=(i/100)%10)||(select a from s where k=(i/1000)%10)||(select a from s where k=(i*7/13)%10),'en','Latn','preferred',1,'public' from n;
with recursive n(i) as (select 1 union all select i+1 from n where i<10000)
insert into act(id,event,kind,victim,start_e,start_lo,start_hi,place,status,asof_e,asof_lo,asof_hi,level) select 'biga-'||i,'e-2021-07-01','detention','big-'||i,'2021-07-01','2021-07-01','2021-07-01','consulate-site','unk','2021-07-02','2021-07-02','2021-07-02','public' from n;
with recursive n(i) as (select 1 union all select i+1 from n where i<10000)
insert into detention(id,act,regime,whereabouts,outcome_reported,level) select 'bigd-'||i,'biga-'||i,'unk','unk',0,'public' from n;
with recursive n(i) as (select 1 union all select i+1 from n where i<10000), f(ref,field,v) as (values('big-','sex',null),('big-','public_role','protester'),('bign-','name',null),('bign-','owner',null),('biga-','kind','detention'),('biga-','victim',null),('biga-','start_e','2021-07-01'),('biga-','status','unk'),('biga-','asof_e','2021-07-02'),('biga-','place','consulate-site'))
insert into claim(id,ref,field,value,modality,cred,conf,rank,level) select 'bigc-'||ref||i||'-'||replace(field,'_','-'),ref||i,field,coalesce(v,case field when 'sex' then case i%2 when 0 then 'f' else 'm' end when 'owner' then 'big-'||i when 'victim' then 'big-'||i else (select name from name where id='bign-'||i) end),'asserted',3,'low','normal','public' from n,f;
insert into claim_source(id,claim,passage,stance,closeness,level) select 'k-'||id,id,'p-a4-others','supports','reporter','public' from claim where id like 'bigc-%';
insert into registry(id,tbl) select id,'person' from person where id like 'big-%' union all select id,'name' from name where id like 'bign-%' union all select id,'act' from act where id like 'biga-%' union all select id,'detention' from detention where id like 'bigd-%' union all select id,'claim' from claim where id like 'bigc-%' union all select id,'claim_source' from claim_source where id like 'k-bigc-%';
commit;
